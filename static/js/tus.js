// tus 1.0 client: create, HEAD to find the offset, PATCH with a SHA-256 per chunk; resumes after a reload.
export const CHUNK_BYTES = 8 * 1024 * 1024;

const token = () => document.querySelector('meta[name=csrf]').content;
const base = () => ({ 'Tus-Resumable': '1.0.0', 'X-CSRFToken': token() });
const encode = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function sha256(data) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', data));
}

/** A key for this file that tells nothing about it; it lives until the window is closed. */
export async function keyOf(endpoint, file) {
  const text = [endpoint, file.name, file.size, file.lastModified].join('\n');
  return `tus-${hex(await sha256(new TextEncoder().encode(text)))}`;
}

async function request(method, url, { headers = {}, body } = {}) {
  const answer = await fetch(url, { method, body, headers: { ...base(), ...headers }, credentials: 'same-origin' });
  if (!answer.ok) throw new Refusal(answer.status, await sentenceOf(answer));
  return answer;
}

async function sentenceOf(answer) {
  const isJson = (answer.headers.get('Content-Type') || '').includes('json');
  return isJson ? (await answer.json()).detail : (await answer.text()).slice(0, 300);
}

export class Refusal extends Error {
  constructor(status, sentence) {
    super(sentence || `The server answered ${status}.`);
    this.status = status;
  }
}

async function create(endpoint, file, said) {
  const pairs = [['filename', file.name], ['filetype', file.type || 'application/octet-stream'], ...said];
  const metadata = pairs.filter(([, value]) => value).map(([name, value]) => `${name} ${encode(value)}`).join(',');
  const answer = await request('POST', endpoint, { headers: { 'Upload-Length': String(file.size), 'Upload-Metadata': metadata } });
  return { url: answer.headers.get('Location'), offset: 0 };
}

async function resumed(key) {
  const url = sessionStorage.getItem(key);
  if (!url) return null;
  try {
    const answer = await request('HEAD', url);
    return { url, offset: Number(answer.headers.get('Upload-Offset')), state: answer.headers.get('Upload-State') };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    sessionStorage.removeItem(key);
    return null;
  }
}

async function sendChunk(upload, file) {
  const chunk = await file.slice(upload.offset, upload.offset + CHUNK_BYTES).arrayBuffer();
  const digest = await sha256(chunk);
  const headers = {
    'Content-Type': 'application/offset+octet-stream',
    'Upload-Offset': String(upload.offset),
    'Upload-Checksum': `sha256 ${btoa(String.fromCharCode(...digest))}`,
  };
  const answer = await request('PATCH', upload.url, { headers, body: chunk });
  upload.offset = Number(answer.headers.get('Upload-Offset'));
  upload.state = answer.headers.get('Upload-State');
  return hex(digest);
}

const CHECK_EVERY = 1000; // milliseconds

/** What became of a file whose last byte has arrived: the server looks at it whole before it says so. */
async function outcome(url, key) {
  for (;;) {
    const found = await (await request('GET', url)).json();
    if (found.state !== 'checking') sessionStorage.removeItem(key);
    if (found.state === 'refused') throw new Refusal(422, found.sentence);
    if (found.state !== 'checking') return found;
    await new Promise((resolve) => { setTimeout(resolve, CHECK_EVERY); });
  }
}

/** Send one file with what is said of it (pairs); `tell({ sent, digests })` after each chunk. Resolves to what became of it. */
export async function send(endpoint, file, { said = [], tell }) {
  if (file.size === 0) throw new Refusal(422, 'This file is empty; nothing was taken in.');
  const key = await keyOf(endpoint, file);
  const upload = (await resumed(key)) ?? (await create(endpoint, file, said));
  sessionStorage.setItem(key, upload.url);
  const digests = [];
  while (upload.offset < file.size) {
    digests.push(await sendChunk(upload, file));
    tell({ sent: upload.offset, digests });
  }
  const found = upload.state ? await outcome(upload.url, key) : {};
  sessionStorage.removeItem(key);
  return { url: upload.url, found, digests };
}
