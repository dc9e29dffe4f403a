// The pictures in a PDF, without a PDF library. Our certificates hold their code as one picture, packed just as a
// PNG packs it: put between a PNG's head and tail, the browser reads it. A scanner's JPEG is taken as it is.

const MOST = 30;

// The pictures as Blobs that a browser can show; none for a PDF that packs them in another way.
export async function picturesIn(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder("latin1").decode(bytes); // one sign a byte
  const found = [];
  for (const { index } of text.matchAll(/\/Subtype\s*\/Image\b/g)) {
    const start = text.lastIndexOf(" obj", index), end = text.indexOf("stream", index);
    if (start < 0 || end < 0 || found.length === MOST) break;
    const about = text.slice(start, end);
    const from = end + (text.startsWith("\r\n", end + 6) ? 8 : 7);
    const data = bytes.subarray(from, from + figure(about, "Length"));
    if (about.includes("/DCTDecode")) found.push(new Blob([data], { type: "image/jpeg" }));
    else if (figure(about, "Predictor") >= 10) found.push(png(about, data));
  }
  return found;
}

function figure(about, name, otherwise = 0) {
  const found = about.match(new RegExp(`/${name}\\s+(\\d+)(?!\\s+\\d+\\s+R)`));
  return found ? Number(found[1]) : otherwise;
}

function png(about, data) {
  const head = new DataView(new ArrayBuffer(13));
  head.setUint32(0, figure(about, "Width"));
  head.setUint32(4, figure(about, "Height"));
  head.setUint8(8, figure(about, "BitsPerComponent", 8));
  head.setUint8(9, figure(about, "Colors", 1) === 3 ? 2 : 0);
  const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
  const parts = [signature, chunk("IHDR", new Uint8Array(head.buffer)), chunk("IDAT", data), chunk("IEND", [])];
  return new Blob(parts, { type: "image/png" });
}

function chunk(name, data) {
  const part = new Uint8Array(data.length + 12), view = new DataView(part.buffer);
  view.setUint32(0, data.length);
  part.set(new TextEncoder().encode(name), 4);
  part.set(data, 8);
  view.setUint32(data.length + 8, crc32(part.subarray(4, -4)));
  return part;
}

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc >>> 1 ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
