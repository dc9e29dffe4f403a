// The network, switched off: whatever a verifier asks for is one of our own published documents, or not there.
import net from 'node:net';

net.Socket.prototype.connect = () => {
  throw new Error('There is no network here.');
};

/** Addresses that somebody asked for and that are none of ours. */
export const refused = new Set();
let documents = {};

/** From now on these are all that can be fetched: a document for each address. */
export function serve(published) {
  documents = published;
}

/** The document at an address. Throws, and remembers, where there is none. */
export function load(url) {
  if (!Object.hasOwn(documents, url)) {
    refused.add(url);
    throw new Error(`NotFoundError: ${url}`);
  }
  return structuredClone(documents[url]);
}

globalThis.fetch = async (request) => {
  const url = typeof request === 'string' ? request : request.url;
  try {
    return Response.json(load(url));
  } catch {
    return new Response('', {status: 404}); // thrown, it would be tried again, a second later
  }
};
