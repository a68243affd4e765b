// Passkeys: asks the browser's authenticator and sends its answer with the form around the button.
const read = { create: 'parseCreationOptionsFromJSON', get: 'parseRequestOptionsFromJSON' };
const given = { create: 'creation_options', get: 'request_options' };

async function optionsFor(form) {
  const kind = form.dataset.passkey;
  const stored = document.getElementById('passkey-data');
  const data = stored ? JSON.parse(stored.textContent) : await ask(form.dataset.options);
  const options = data[given[kind]].publicKey ?? data[given[kind]];
  if (kind === 'create') wantPasskey(options, form.elements.passwordless?.checked);
  return { publicKey: PublicKeyCredential[read[kind]](options) };
}

async function ask(url) {
  const answer = await fetch(url, { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.json();
}

function wantPasskey(options, isWanted) {
  const selection = (options.authenticatorSelection ??= {});
  selection.residentKey = isWanted ? 'required' : 'discouraged';
  selection.requireResidentKey = Boolean(isWanted);
  if (isWanted) selection.userVerification = 'required';
}

function say(form, sentence) {
  const place = form.querySelector('[data-passkey-error]');
  place.textContent = sentence;
  place.hidden = !sentence;
}

async function use(form) {
  say(form, '');
  try {
    const credential = await navigator.credentials[form.dataset.passkey](await optionsFor(form));
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch (problem) {
    const wasStopped = problem.name === 'NotAllowedError' || problem.name === 'AbortError';
    say(form, wasStopped ? 'No key answered, or it was cancelled. Try again, or choose another way.' : problem.message);
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target.closest('[data-passkey]');
  if (!form) return;
  event.preventDefault();
  use(form);
});
