// The code of an invitation rides behind #, which no server sees. It is put into the form and sent; without a
// script she types it. The address is cleaned first, so that the code does not stay in the browser's history.

const code = location.hash.slice(1);
if (code) {
  history.replaceState(null, "", location.pathname);
  const form = document.getElementById("code");
  form.elements.code.value = code;
  form.requestSubmit();
}
