// Combo box after the ARIA pattern: the server answers choices (posted, so nothing typed stands in an address).
const token = () => document.querySelector('meta[name=csrf]').content;
const partsOf = (box) => ({
  input: box.querySelector('input[role=combobox]'),
  hidden: box.querySelector('[data-value]'),
  list: box.querySelector('[role=listbox]'),
  status: box.querySelector('[data-status]'),
});
const timers = new WeakMap();

function option(list, choice, index) {
  const line = document.createElement('li');
  const label = document.createElement('span');
  const hint = document.createElement('span');
  line.id = `${list.id}_${index}`;
  line.setAttribute('role', 'option');
  line.dataset.choice = choice.value;
  label.textContent = choice.label;
  hint.textContent = choice.hint;
  hint.className = 'detail';
  line.append(label, hint);
  return line;
}

async function ask(box) {
  const { input, list, status } = partsOf(box);
  const typed = input.value;
  const body = new URLSearchParams({ q: typed });
  const headers = { 'X-CSRFToken': token(), Accept: 'application/json' };
  const answer = await fetch(box.dataset.combobox, { method: 'POST', body, headers, credentials: 'same-origin' });
  if (input.value !== typed) return;
  if (!answer.ok || answer.redirected) {
    status.textContent = 'No answer; load the page again';
    return;
  }
  const { choices } = await answer.json();
  list.replaceChildren(...choices.map((choice, index) => option(list, choice, index)));
  status.textContent = choices.length ? `${choices.length} found` : 'Nothing by this name';
  show(box, choices.length > 0);
  if (choices.length) mark(box, 0);
}

function show(box, wanted) {
  const { input, list } = partsOf(box);
  list.hidden = !wanted;
  input.setAttribute('aria-expanded', String(wanted));
  if (!wanted) input.removeAttribute('aria-activedescendant');
}

function mark(box, index) {
  const { input, list } = partsOf(box);
  const lines = [...list.children];
  lines.forEach((line, at) => line.setAttribute('aria-selected', String(at === index)));
  input.setAttribute('aria-activedescendant', lines[index]?.id ?? '');
  lines[index]?.scrollIntoView({ block: 'nearest' });
}

function choose(box, line) {
  const { input, hidden } = partsOf(box);
  hidden.value = line.dataset.choice;
  input.value = line.firstChild.textContent;
  show(box, false);
  box.dispatchEvent(new CustomEvent('chosen', { bubbles: true, detail: { value: hidden.value, label: input.value } }));
}

function walk(box, step) {
  const lines = [...partsOf(box).list.children];
  const at = lines.findIndex((line) => line.getAttribute('aria-selected') === 'true');
  if (lines.length) mark(box, (at + step + lines.length) % lines.length);
}

document.addEventListener('input', (event) => {
  const box = event.target.closest('[data-combobox]');
  if (!box || event.target.getAttribute('role') !== 'combobox') return;
  partsOf(box).hidden.value = '';
  clearTimeout(timers.get(box));
  timers.set(box, setTimeout(() => ask(box), 120));
});

document.addEventListener('keydown', (event) => {
  const box = event.target.closest?.('[data-combobox]');
  if (!box || partsOf(box).list.hidden) return;
  const marked = partsOf(box).list.querySelector('[aria-selected=true]');
  const acts = { ArrowDown: () => walk(box, 1), ArrowUp: () => walk(box, -1), Escape: () => show(box, false), Enter: () => marked && choose(box, marked) };
  if (!acts[event.key]) return;
  event.preventDefault();
  acts[event.key]();
});

document.addEventListener('click', (event) => {
  const line = event.target.closest('[data-combobox] [role=option]');
  if (line) choose(line.closest('[data-combobox]'), line);
});
