import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { ROOT } from '../e2e/world';
import { waitUntil } from '../wait-until';

/** How long the page may take to show something, real ms. */
const PATIENCE_MS = 30_000;

/** Columns of the list that an operator chooses once; the UI keeps them in the browser. */
const COLUMNS = {
  without: ['Run ID', 'Type', 'Start', 'End'],
  added: ['PorticoStatus', 'PorticoAttention', 'PorticoAttentionSince'],
} as const;

/** An operator before the real Web UI, in a real browser: opens pages, reads what stands there, and presses what is there to press. */
export class Desk {
  private readonly page: Page;
  private readonly browser: Browser;
  private readonly uiUrl: string;
  /** Where pictures go. */
  private readonly pictures: string;

  private constructor(page: Page, browser: Browser, uiUrl: string) {
    this.page = page;
    this.browser = browser;
    this.uiUrl = uiUrl;
    this.pictures = process.env['PORTICO_UI_PICTURES'] ?? join(ROOT, '.portico', 'ui');
    mkdirSync(this.pictures, { recursive: true });
  }

  /** Opens the browser that `PORTICO_CHROMIUM` names. */
  static async at(uiUrl: string): Promise<Desk> {
    const executablePath = process.env['PORTICO_CHROMIUM'];
    if (executablePath === undefined) throw new Error('These tests need a browser: run them by npm run test:ui, which looks for one.');
    // Chromium's own sandbox needs rights that a container seldom gives; these pages are ours.
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(PATIENCE_MS);
    return new Desk(page, browser, uiUrl);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  /** Everything that can be read on the page, and in the frames in which the UI shows Markdown, as one line. */
  async text(): Promise<string> {
    const texts = await Promise.all(
      // A frame can go while it is read.
      this.page.frames().map((frame) =>
        frame
          .locator('body')
          .innerText({ timeout: 1_000 })
          .catch(() => ''),
      ),
    );
    return texts.join('\n').replaceAll(/\s+/g, ' ');
  }

  /** Waits until the page says this. */
  async reads(words: string | RegExp): Promise<void> {
    let text = '';
    const isThere = async (): Promise<boolean> => {
      text = await this.text();
      return typeof words === 'string' ? text.includes(words) : words.test(text);
    };
    await waitUntil(`the page says ${String(words)}`, isThere, { withinMs: PATIENCE_MS, everyMs: 250 }).catch((error: unknown) => {
      throw new Error(`The page does not say ${String(words)}, but: ${text}`, { cause: error });
    });
  }

  /** A picture of what is on the screen, so many pixels high. */
  async picture(name: string, height = 800): Promise<void> {
    await this.page.setViewportSize({ width: 1280, height });
    await this.page.mouse.move(0, 0);
    await this.page.screenshot({ path: join(this.pictures, `${name}.png`), animations: 'disabled' });
    await this.page.setViewportSize({ width: 1280, height: 800 });
  }

  /** Opens a list by its link. */
  async openList(link: string): Promise<void> {
    await this.page.goto(link);
    await this.page.getByTestId('workflows-summary-table-configuration-button').waitFor();
  }

  /** Chooses the columns that say what needs a person, why and since when, as docs/operate.md advises. */
  async chooseColumns(): Promise<void> {
    await this.page.getByTestId('workflows-summary-table-configuration-button').click();
    for (const column of COLUMNS.without) await this.page.getByTestId(`orderable-list-item-${column}-remove-button`).click();
    for (const column of COLUMNS.added) await this.page.getByTestId(`orderable-list-item-${column}-add-button`).click();
    await this.page.getByTestId('drawer-close-button').click();
    await this.page.getByLabel('Collapse saved views').click();
  }

  /** The rows of the list, each as its cells in one line. */
  async rows(): Promise<string[]> {
    return (await this.page.getByRole('row').allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' ').trim()).filter((row) => row !== '');
  }

  /** Opens a page of a workflow: its history, or the tab with summary, details and current details. */
  async openWorkflow(workflowId: string, tab: 'history' | 'user-metadata'): Promise<void> {
    await this.page.goto(`${this.uiUrl}/namespaces/default/workflows/${encodeURIComponent(workflowId)}`);
    await this.page.waitForURL(/\/history/);
    if (tab === 'user-metadata') await this.page.getByRole('tab', { name: 'User Metadata' }).click();
    await this.reads(tab === 'history' ? 'Event History' : 'Current Details');
  }

  /** Turns to the events as a list, in which timers show their summaries, and scrolls to it. */
  async openEvents(): Promise<void> {
    await this.page.getByTestId('compact').click();
    await this.page
      .getByTestId('compact')
      .evaluate((tab: { scrollIntoView(options: object): void }) => tab.scrollIntoView({ block: 'center' }));
  }

  /** Presses *Request Cancellation* and confirms. */
  async requestCancellation(): Promise<void> {
    await this.page.getByRole('button', { name: 'Request Cancellation' }).click();
    const dialog = this.dialog();
    await dialog.getByRole('button', { name: /^(Confirm|Request Cancellation)$/ }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Whether *Request Cancellation* can be pressed. */
  cancellationIsOffered(): Promise<boolean> {
    return this.page.getByRole('button', { name: 'Request Cancellation' }).isEnabled();
  }

  /** Opens the form of *Send a Signal*, with the signals to choose from. */
  async openSignals(): Promise<void> {
    await this.page.getByRole('button', { name: 'More Actions' }).click();
    await this.page.getByRole('menuitem', { name: 'Send a Signal' }).click();
    await this.dialog().getByTestId('signal-select-button').click();
  }

  /** Fills the form that is open. */
  async fillSignal(name: string, data: unknown): Promise<void> {
    const dialog = this.dialog();
    await dialog.getByRole('option').filter({ hasText: name }).click();
    const editor = dialog.locator('.cm-content').first();
    await editor.fill(JSON.stringify(data));
    // Left, the field lays its text out anew and the buttons move: a person sees that before they press one.
    await editor.press('Tab');
    await dialog.locator('.cm-line').nth(1).waitFor();
  }

  async submitSignal(): Promise<void> {
    const dialog = this.dialog();
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  private dialog(): Locator {
    return this.page.locator('dialog[open]');
  }
}
