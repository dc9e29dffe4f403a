// Names as they are compared, and what stands for a name in a code: the twin of `certificates/codes.py`
// (same_name) and `certificates/payload.py` (commit). A test compares the two sign by sign.

const ROUNDS = 200000;
const APOSTROPHES = "'’‘ʼʻ′`";

// Where Unicode's case folding, which Python knows, is not a single sign's toLowerCase().
const FOLDS = {
  "ß": "ss", "ẞ": "ss", "ς": "σ", "\u0345": "ι",
  "ᲀ": "в", "ᲁ": "д", "ᲂ": "о", "ᲃ": "с", "ᲄ": "т", "ᲅ": "т", "ᲆ": "ъ", "ᲇ": "ѣ", "ᲈ": "ꙋ",
};
const CHEROKEE = /[\u13a0-\u13fd\uab70-\uabbf]/u; // folds to its capitals

// One sign at a time: a whole word's toLowerCase() looks at a sigma's neighbours.
function folded(sign) {
  return FOLDS[sign] ?? (CHEROKEE.test(sign) ? sign.toUpperCase() : sign.toLowerCase());
}

// Scripts cannot ask for a sign's combining class, but normalising sorts by it: U+0345 has the highest.
function combines(sign) {
  return `\u0345${sign}`.normalize("NFD") !== `\u0345${sign}`;
}

function byCodePoint(one, other) {
  const [a, b] = [Array.from(one), Array.from(other)];
  const place = a.findIndex((sign, index) => sign !== b[index]);
  if (place < 0) return a.length - b.length;
  return place < b.length ? a[place].codePointAt(0) - b[place].codePointAt(0) : 1;
}

// The form in which two spellings of one name are equal.
export function sameName(name) {
  const decomposed = name.replaceAll("´", "'").normalize("NFKD");
  const letters = Array.from(Array.from(decomposed, folded).join(""), (sign) => {
    if (combines(sign) || APOSTROPHES.includes(sign)) return "";
    return /[\p{P}\p{Z}\p{C}\p{S}]/u.test(sign) ? " " : sign;
  });
  return letters.join("").split(" ").filter(Boolean).sort(byCodePoint).join(" ");
}

// The 16 bytes that stand for a name; `salt` are the number's 8. Slow on purpose.
export async function commit(name, salt) {
  const normal = new TextEncoder().encode(sameName(name));
  const key = await crypto.subtle.importKey("raw", normal, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 128));
}
