import type { Page, Request, Response } from 'playwright-core';
import { formsIn, writtenForms } from '../secrets/written-forms.ts';

/** A place where a secret stood that must not. */
export interface Leak {
  readonly where: string;
  readonly form: string;
}

/**
 * Watches everything that a page gets, writes and keeps for secrets, in every form: answers and
 * their headers, addresses, console, document, storage.
 */
export class SecretWatch {
  readonly #page: Page;
  readonly #forms: readonly string[];
  readonly #mayAnswer: RegExp;
  readonly #leaks: Leak[] = [];
  readonly #pending: Promise<void>[] = [];
  #answers = 0;

  constructor(
    page: Page,
    options: {
      readonly secrets: readonly string[];
      readonly usernames: readonly string[];
      /** The addresses whose answers are there to give a secret. */
      readonly mayAnswer: RegExp;
    },
  ) {
    const { secrets, usernames, mayAnswer } = options;
    this.#page = page;
    this.#mayAnswer = mayAnswer;
    this.#forms = secrets
      .flatMap(secret => [secret, ...usernames.map(username => `${username}:${secret}`)])
      .flatMap(writtenForms);
    page.on('request', request => this.#readRequest(request));
    page.on('response', response => this.#pending.push(this.#readAnswer(response)));
    page.on('console', message => this.#look(`console ${message.type()}`, message.text()));
    page.on('pageerror', error => this.#look('error of the page', error.stack ?? error.message));
  }

  /** How many answers were looked through. */
  get answers(): number {
    return this.#answers;
  }

  /**
   * Looks through what the page shows and keeps now, and tells all leaks since the last look.
   * `shownOnPurpose` selects what may hold a secret now, like the field in which one is entered.
   */
  async leaks(step: string, shownOnPurpose?: string): Promise<readonly Leak[]> {
    await Promise.all(this.#pending.splice(0));
    const now = await this.#page.evaluate(readPage, shownOnPurpose);
    for (const [where, text] of Object.entries(now)) this.#look(`${where}, ${step}`, text);
    return this.#leaks.splice(0);
  }

  /** The forms of the secrets in a text from elsewhere. */
  formsIn(text: string): readonly string[] {
    return formsIn(text, this.#forms);
  }

  #readRequest(request: Request): void {
    this.#look('address', request.url());
    // The bodies of requests carry what is entered; their headers must not.
    this.#look(`headers of the request ${request.url()}`, JSON.stringify(request.headers()));
  }

  async #readAnswer(response: Response): Promise<void> {
    const { method, url } = { method: response.request().method(), url: response.url() };
    this.#look(`headers of ${method} ${url}`, JSON.stringify(response.headers()));
    if (this.#mayAnswer.test(url) || method === 'OPTIONS') return;
    // What a page does not wait for has no body any more: redirects, and requests cut short.
    const text = await response.text().catch(() => '');
    this.#answers += 1;
    // Chunks of the portal are as they were built, before there was any secret.
    if (!url.includes('/assets/')) this.#look(`answer of ${method} ${url}`, text);
  }

  #look(where: string, text: string): void {
    for (const form of this.formsIn(text)) this.#leaks.push({ where, form });
  }
}

/** Runs in the page. */
function readPage(shownOnPurpose: string | undefined) {
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  const isOnPurpose = (element: Element) =>
    shownOnPurpose !== undefined && element.closest(shownOnPurpose) !== null;
  if (shownOnPurpose !== undefined) {
    copy.querySelectorAll(shownOnPurpose).forEach(element => element.remove());
  }
  const fields = [...document.querySelectorAll('input, textarea')]
    .filter(field => !isOnPurpose(field))
    .map(field => (field as HTMLInputElement).value);
  return {
    document: copy.outerHTML,
    fields: JSON.stringify(fields),
    address: location.href,
    history: JSON.stringify(history.state),
    localStorage: JSON.stringify(Object.entries(localStorage)),
    sessionStorage: JSON.stringify(Object.entries(sessionStorage)),
    cookies: document.cookie,
  };
}
