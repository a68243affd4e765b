// Many files at once: one line per file with progress, its chunk hashes and its own error. Without tus the form is sent whole.
import { Refusal, send } from 'interdict/tus';

function line(form, file) {
  const item = form.querySelector('[data-upload-item]').content.firstElementChild.cloneNode(true);
  item.querySelector('[data-name]').textContent = file.name;
  item.querySelector('progress').setAttribute('aria-label', `Sent of ${file.name}`);
  form.querySelector('[data-upload-list]').append(item);
  return item;
}

function say(item, sentence, isWrong) {
  const state = item.querySelector('[data-state]');
  state.textContent = sentence;
  state.classList.toggle('wrong', Boolean(isWrong));
}

function tell(item, file) {
  return ({ sent, digests }) => {
    item.querySelector('progress').value = Math.floor((sent / file.size) * 100);
    item.querySelector('[data-hash]').textContent = digests.at(-1).slice(0, 8);
    say(item, sent < file.size ? `${Math.floor((sent / file.size) * 100)} %` : 'Sent, being checked');
  };
}

// What the form says of every file; fields of many values are joined by spaces.
function saidIn(form) {
  const data = new FormData(form);
  const names = [...new Set(data.keys())].filter((name) => !['csrfmiddlewaretoken', 'command_id', 'expected_version'].includes(name));
  return names.map((name) => [name, data.getAll(name).filter((value) => typeof value === 'string').join(' ')]);
}

async function run(form, file, item) {
  const again = item.querySelector('[data-again]');
  again.hidden = true;
  say(item, 'Starting');
  try {
    const { found } = await send(form.dataset.tus, file, { said: saidIn(form), tell: tell(item, file) });
    say(item, found.number ? `Taken in as ${found.number}` : 'Taken in');
    return true;
  } catch (problem) {
    const isRefused = problem instanceof Refusal && problem.status < 500 && problem.status !== 409;
    say(item, isRefused ? problem.message : 'Interrupted; nothing that was sent is lost', true);
    again.hidden = isRefused;
    again.onclick = () => run(form, file, item);
    return false;
  }
}

async function runAll(form, files) {
  let ended = 0;
  for (const file of files) ended += (await run(form, file, line(form, file))) ? 1 : 0;
  form.dispatchEvent(new CustomEvent('uploads:ended', { bubbles: true, detail: { ended, of: files.length } }));
}

document.addEventListener('submit', (event) => {
  const form = event.target.closest('[data-upload][data-tus]');
  const input = form?.querySelector('input[type=file]');
  if (!input?.files.length) return;
  event.preventDefault();
  runAll(form, [...input.files]);
  input.value = '';
  input.required = false;
});

for (const name of ['dragover', 'dragleave', 'drop']) {
  document.addEventListener(name, (event) => {
    const drop = event.target.closest?.('[data-drop]');
    if (!drop) return;
    event.preventDefault();
    drop.classList.toggle('over', name === 'dragover');
    if (name === 'drop') drop.querySelector('input[type=file]').files = event.dataTransfer.files;
  });
}
