// Density and rail change at once; the server remembers. Without script the same forms load the page again.
const root = document.documentElement;

function apply(form, button) {
  const kind = form.dataset.display;
  for (const name of [...root.classList]) if (name.startsWith(`${kind}-`)) root.classList.remove(name);
  root.classList.add(`${kind}-${button.value}`);
  for (const other of form.querySelectorAll('[aria-pressed]')) other.setAttribute('aria-pressed', String(other === button));
  if (kind !== 'rail') return;
  button.querySelector('span').textContent = button.value === 'wide' ? 'Fold' : 'Unfold';
  button.value = button.value === 'wide' ? 'narrow' : 'wide';
}

document.addEventListener('submit', async (event) => {
  const form = event.target.closest('[data-display]');
  if (!form || !event.submitter) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  apply(form, event.submitter);
  await fetch(form.action, { method: 'POST', body, credentials: 'same-origin', redirect: 'manual' });
});
