// Reads published documents and credentials from standard input; writes what each verifier found, as JSON.
import {performance} from 'node:perf_hooks';
import {text} from 'node:stream/consumers';
import {refused, serve} from './network.mjs';
import {bazaar} from './bazaar.mjs';
import {core} from './core.mjs';

async function judged(verify, credential) {
  const began = performance.now();
  const told = await verify(structuredClone(credential));
  return {...told, milliseconds: performance.now() - began};
}

const {documents, credentials} = JSON.parse(await text(process.stdin));
serve(documents);
const answers = [];
for (const credential of credentials) {
  answers.push({bazaar: await judged(bazaar, credential), core: await judged(core, credential)});
}
process.stdout.write(JSON.stringify({answers, refused: [...refused]}));
