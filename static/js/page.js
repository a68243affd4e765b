// What every page does: copies, asks before a one-button form is sent, closes menus and dialogs, moves the focus.
document.documentElement.classList.add('js');

const dialogOf = (element) => element.closest('dialog');

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const label = button.getAttribute('aria-label');
  button.classList.add('copied');
  button.setAttribute('aria-label', 'Copied');
  setTimeout(() => {
    button.classList.remove('copied');
    button.setAttribute('aria-label', label);
  }, 1500);
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll('[data-menu][open]')) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const copying = target?.closest('[data-copy]');
  if (copying) copy(copying);
  if (target?.closest('[data-close]')) dialogOf(target).close();
  if (target?.closest('[aria-disabled="true"]')) event.preventDefault();
  closeMenus(target?.closest('[data-menu]'));
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const open = document.querySelector('[data-menu][open]');
  closeMenus(null);
  open?.querySelector('summary').focus();
});

function ask(sentence) {
  const dialog = document.getElementById('confirm');
  if (!dialog) return Promise.resolve(window.confirm(sentence));
  dialog.querySelector('#confirm-sentence').textContent = sentence;
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

document.addEventListener('submit', async (event) => {
  const form = event.target;
  const sentence = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (!sentence || form.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!(await ask(sentence))) return;
  form.dataset.confirmed = 'yes';
  form.requestSubmit(event.submitter);
  delete form.dataset.confirmed;
}, true);

document.addEventListener('htmx:confirm', (event) => {
  const { ctx, issueRequest, dropRequest } = event.detail;
  if (!ctx.confirm) return;
  event.preventDefault();
  ask(ctx.confirm).then((yes) => (yes ? issueRequest() : dropRequest()));
});

const focusRefusal = () => document.querySelector('[data-focus]')?.focus();
document.addEventListener('htmx:after:swap', focusRefusal);
focusRefusal();
