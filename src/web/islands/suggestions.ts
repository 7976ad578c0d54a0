/** 检索建议: under a search box, the enterprises that match what is being typed. The form works without. */

interface Found {
  readonly uscc: string;
  readonly name: string;
}

/** So long nobody types, in milliseconds, before it is looked for. */
const pause = 120;

function isFound(value: unknown): value is Found {
  return typeof value === 'object' && value !== null && 'uscc' in value && 'name' in value;
}

async function find(text: string, signal: AbortSignal): Promise<readonly Found[]> {
  const response = await fetch(`/v1/enterprises?${new URLSearchParams({ q: text, limit: '8' })}`, { signal });
  if (!response.ok) return [];
  const { items }: { items: unknown } = await response.json();
  return Array.isArray(items) ? items.filter(isFound) : [];
}

class Suggestions {
  readonly #input: HTMLInputElement;
  readonly #list = document.createElement('ul');
  readonly #prefix: string;
  readonly #part: string;
  #asked = new AbortController();
  #chosen = -1;

  constructor(form: HTMLFormElement, input: HTMLInputElement) {
    this.#input = input;
    this.#prefix = form.dataset.suggest ?? '/enterprises/';
    this.#part = form.dataset.suggestPart ?? '';
    this.#list.id = `${input.id}-suggestions`;
    this.#list.className = 'suggestions';
    this.#list.hidden = true;
    this.#list.setAttribute('role', 'listbox');
    this.#list.setAttribute('aria-label', input.placeholder);
    form.append(this.#list);
    const attributes = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': this.#list.id };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    this.#close();
    input.addEventListener('input', () => this.#type());
    input.addEventListener('keydown', (event) => this.#press(event));
    input.addEventListener('blur', () => this.#close());
  }

  #type(): void {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const text = this.#input.value.trim();
    if ([...text].length < 2) this.#close();
    else setTimeout(() => signal.aborted || this.#look(text, signal), pause);
  }

  /** What came too late is not shown; what failed shows nothing. */
  async #look(text: string, signal: AbortSignal): Promise<void> {
    const found = await find(text, signal).catch(() => []);
    if (!signal.aborted) this.#show(found);
  }

  #show(found: readonly Found[]): void {
    this.#list.replaceChildren(...found.map((each, index) => this.#option(each, index)));
    this.#choose(-1);
    this.#list.hidden = found.length === 0;
    this.#input.setAttribute('aria-expanded', String(found.length > 0));
  }

  #option({ uscc, name }: Found, index: number): HTMLLIElement {
    const option = document.createElement('li');
    option.id = `${this.#list.id}-${index}`;
    option.setAttribute('role', 'option');
    option.dataset.uscc = uscc;
    const [called, code] = [document.createElement('bdi'), document.createElement('code')];
    called.textContent = name === '' ? uscc : name;
    code.textContent = uscc;
    option.append(called, code);
    option.addEventListener('mousedown', (event) => event.preventDefault());
    option.addEventListener('click', () => this.#open(uscc));
    return option;
  }

  #press(event: KeyboardEvent): void {
    if (this.#list.hidden || event.isComposing) return;
    const last = this.#list.children.length - 1;
    const does: Readonly<Record<string, () => void>> = {
      ArrowDown: () => this.#choose(this.#chosen >= last ? 0 : this.#chosen + 1),
      ArrowUp: () => this.#choose(this.#chosen <= 0 ? last : this.#chosen - 1),
      Escape: () => this.#close(),
      ...(this.#chosen < 0 ? {} : { Enter: () => this.#open(this.#chosenCode()) }),
    };
    const act = does[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  #choose(index: number): void {
    this.#chosen = index;
    for (const [place, option] of [...this.#list.children].entries())
      option.setAttribute('aria-selected', String(place === index));
    const option = this.#list.children[index];
    if (option === undefined) this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', option.id);
  }

  #chosenCode(): string {
    const option = this.#list.children[this.#chosen];
    return option instanceof HTMLElement ? (option.dataset.uscc ?? '') : '';
  }

  #open(uscc: string): void {
    location.assign(this.#prefix + uscc + this.#part);
  }

  #close(): void {
    this.#list.hidden = true;
    this.#choose(-1);
    this.#input.setAttribute('aria-expanded', 'false');
  }
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-suggest]')) {
  const input = form.querySelector('input');
  if (input !== null) new Suggestions(form, input);
}

export {};
