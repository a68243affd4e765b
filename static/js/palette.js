// Ctrl+K opens the palette; choosing a line goes there.
const palette = () => document.getElementById('palette');

document.addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || !palette()) return;
  event.preventDefault();
  if (palette().open) {
    palette().close();
    return;
  }
  palette().showModal();
  const input = palette().querySelector('input[role=combobox]');
  input.value = '';
  input.focus();
  input.dispatchEvent(new Event('input', { bubbles: true }));
});

document.addEventListener('chosen', (event) => {
  if (event.target.closest('#palette')) window.location.assign(event.detail.value);
});
