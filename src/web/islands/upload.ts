/** 报送进度: sends a file as it is, of any size that the registry takes, and says how far it is. The form works without. */

const types: Readonly<Record<string, string>> = { csv: 'text/csv', ndjson: 'application/x-ndjson' };

function say(form: HTMLFormElement, words: string): void {
  const alert = form.querySelector<HTMLElement>('[role=alert]');
  if (alert === null) return;
  alert.textContent = words;
  alert.hidden = words === '';
}

/** The sentence of a problem, in the language of the page. */
function sentence(text: string): string {
  const problem: { title?: unknown; titleEn?: unknown } = JSON.parse(text);
  const words = document.documentElement.lang === 'en' ? problem.titleEn : problem.title;
  return typeof words === 'string' ? words : '';
}

function upload(form: HTMLFormElement, file: File, type: string): void {
  const bar = form.querySelector('progress');
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]');
  if (bar === null || button === null) return;
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') asked.set(name, value);
  }
  const request = new XMLHttpRequest();
  const end = (words: string): void => {
    bar.hidden = true;
    button.disabled = false;
    say(form, words);
  };
  request.open('POST', `${form.dataset.upload}?${asked}`);
  request.setRequestHeader('content-type', type);
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.value = total === 0 ? 0 : (100 * loaded) / total;
  });
  request.addEventListener('error', () => end(form.dataset.brokenOff ?? ''));
  request.addEventListener('load', () => {
    if (request.status === 202) location.assign((request.getResponseHeader('location') ?? '').replace('/v1', ''));
    else end(sentence(request.responseText));
  });
  say(form, '');
  bar.hidden = false;
  button.disabled = true;
  request.send(file);
}

const form = document.querySelector<HTMLFormElement>('form[data-upload]');

form?.addEventListener('submit', (event) => {
  const file = form.querySelector<HTMLInputElement>('input[type=file]')?.files?.[0];
  if (file === undefined) return;
  event.preventDefault();
  const type = types[file.name.toLowerCase().split('.').at(-1) ?? ''];
  if (type === undefined) say(form, form.dataset.badKind ?? '');
  else upload(form, file, type);
});

/** 导入进度: follows an import; after a lost connection the browser comes back by itself. */
const card = document.querySelector<HTMLElement>('[data-progress]');

function show(card: HTMLElement, text: string): boolean {
  const state: Readonly<Record<string, unknown>> = JSON.parse(text);
  for (const tally of card.querySelectorAll<HTMLElement>('[data-tally]')) {
    tally.textContent = Number(state[tally.dataset.tally ?? '']).toLocaleString('en-US');
  }
  return state.status === 'done' || state.status === 'failed';
}

if (card !== null) {
  const events = new EventSource(card.dataset.progress ?? '');
  events.addEventListener('progress', ({ data }) => {
    if (show(card, String(data))) {
      events.close();
      location.reload();
    }
  });
  addEventListener('pagehide', () => events.close());
}

export {};
