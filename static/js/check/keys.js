// Public keys, and what they say of a signature. The root key vouches for every other one, and the first root
// that this page ever met is the only one it believes.

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const ES256 = { name: "ECDSA", hash: "SHA-256" };

// Whether 64 bytes are the ES256 signature of a public key (a JWK) over a message.
export async function isSigned(jwk, message, signature) {
  const { kty, crv, x, y } = jwk;
  const key = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, CURVE, false, ["verify"]);
  return crypto.subtle.verify(ES256, key, signature, message);
}

// What the root key signs about a generation of keys: the twin of `certificates.signing.statement`.
export function statement({ kid, token, badge }) {
  return new TextEncoder().encode(inOrder({ badge, kid, token }));
}

// Whether the root key vouches for every one of these.
export async function areVouchedFor(keys, root) {
  const answers = keys.map((key) => isSigned(root, statement(key), fromBase64(key.vouched)));
  return (await Promise.all(answers)).every(Boolean);
}

// Sixteen hexadecimal characters of the key's thumbprint (RFC 7638), to be read aloud and compared.
export async function fingerprint({ crv, kty, x, y }) {
  const text = new TextEncoder().encode(inOrder({ crv, kty, x, y }));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  const hex = Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.match(/.{4}/g).join(" ");
}

// The bytes of base64url without padding.
export function fromBase64(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

// JSON without blanks, its keys in order.
function inOrder(value) {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const rows = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${inOrder(value[key])}`);
  return `{${rows.join()}}`;
}
