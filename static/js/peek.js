// A closer look beside the list: fetches the address in a row's data-peek into the right panel.
const panel = () => document.getElementById('peek');
let opener = null;

async function open(row) {
  opener = row;
  await window.htmx.ajax('GET', row.dataset.peek, { target: '#peek-body' });
  panel().hidden = false;
}

function close() {
  panel().hidden = true;
  opener?.focus();
}

document.addEventListener('peek', (event) => {
  const row = event.target.closest('[data-peek]');
  if (!row) return;
  if (!panel().hidden && opener === row) close();
  else open(row);
});

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-peek-close]')) close();
});

document.addEventListener('keydown', (event) => {
  const isClear = !document.querySelector('dialog[open], [data-menu][open]');
  if (event.key === 'Escape' && isClear && panel() && !panel().hidden) close();
});
