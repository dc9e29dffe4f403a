// @digitalbazaar/vc, as its README says to use it.
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {verifyCredential} from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {load} from './network.mjs';

/** Contexts and lists as they are; of a did:web the whole document, or the key that was asked for. */
async function documentLoader(url) {
  const loaded = (document) => ({contextUrl: null, documentUrl: url, document});
  if (!url.startsWith('did:web:')) {
    return loaded(load(url));
  }
  const [did, kid] = url.split('#');
  const host = decodeURIComponent(did.slice('did:web:'.length));
  const found = load(`https://${host}/.well-known/did.json`);
  if (!kid) {
    return loaded(found);
  }
  const key = found.verificationMethod.find((method) => method.id === url);
  if (!key) {
    throw new Error(`NotFoundError: ${url}`);
  }
  return loaded({'@context': 'https://w3id.org/security/multikey/v1', ...key});
}

/** What it found in one word, and what its "verified" alone says: true for a withdrawn one. */
export async function bazaar(credential) {
  const suite = new DataIntegrityProof({cryptosuite});
  const told = await verifyCredential({credential, suite, documentLoader, checkStatus});
  const set = (told.statusResult?.results ?? []).filter((result) => result.status);
  return {verified: told.verified, finding: finding(told, set)};
}

function finding(told, set) {
  if (told.verified) {
    return set.map((result) => result.credentialStatus.statusPurpose).join(' ') || 'current';
  }
  if (told.statusResult?.error) {
    return 'list refused';
  }
  return told.error?.message.includes('is after "validUntil"') ? 'expired' : 'refused';
}
