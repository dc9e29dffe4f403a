// Finds the code in a picture, a PDF or what the camera sees.

import { prepareZXingModule, readBarcodes } from "../../vendor/zxing-wasm/reader/index.js";
import { picturesIn } from "./pdf.js";

const WASM = new URL("../../vendor/zxing-wasm/reader/zxing_reader.wasm", import.meta.url).href;
const HOW = { formats: ["QRCode"], maxNumberOfSymbols: 1 };
const [LEAST, MOST, EDGE] = [400, 2600, 32];

// Loads the decoder now, from here: by itself it would ask another host.
export function prepare() {
  return prepareZXingModule({ overrides: { locateFile: () => WASM }, fireImmediately: true });
}

// The text in a picture or PDF, or "".
export async function readFile(file) {
  const isPdf = await file.slice(0, 1024).text().then((text) => text.includes("%PDF-"));
  for (const picture of isPdf ? await picturesIn(file) : [file]) {
    const text = await readPicture(picture);
    if (text) return text;
  }
  return "";
}

async function readPicture(blob) {
  let picture;
  try {
    picture = await createImageBitmap(blob);
  } catch {
    return ""; // no picture, or of a kind that this browser does not know
  }
  const { width, height } = picture;
  const grown = Math.max(1, Math.ceil(LEAST / Math.max(width, height)));
  const scale = Math.min(grown, MOST / Math.max(width, height));
  return readFrame(picture, Math.round(width * scale), Math.round(height * scale));
}

const canvas = document.createElement("canvas");
const pen = canvas.getContext("2d", { willReadFrequently: true });

// The text in what can be drawn (a picture, a video's frame), or "". A white edge is put around it, which a
// code needs and a picture of nothing but the code does not have.
export async function readFrame(source, width, height) {
  canvas.width = width + 2 * EDGE;
  canvas.height = height + 2 * EDGE;
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingEnabled = width < source.width;
  pen.drawImage(source, EDGE, EDGE, width, height);
  const [found] = await readBarcodes(pen.getImageData(0, 0, canvas.width, canvas.height), HOW);
  return found?.text ?? "";
}
