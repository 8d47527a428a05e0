/** What holds in every country for every type of number, under the values that its pack has today. */
import { orderRules, requiredDocuments } from '../../config/countries';
import { addBusinessDays } from '../../domain/calendar/business-days';
import { sayIn } from '../../domain/notification/dates-in-words';
import { phrasesOf } from '../../domain/notification/phrases';
import { wordMessage } from '../../domain/notification/word-message';
import { checkOrder } from '../../domain/order-check';
import { resolveRules } from '../../config/countries';
import { Days } from '../support/scripted/days';
import { checkPlayed } from '../support/story/invariants';
import { EVERY_PACK, inputFor, orderedIn, packFor, type Ordered } from '../support/story/ordered';
import { play, staged, STORY_MONDAY, type Played } from '../support/story/play';
import type { Story } from '../support/story/story';
import { toldInWords } from '../support/story/told';

/** A port on the 20th business day, so that every notice fits before it. */
const PORT_AFTER = 20;

describe.each(EVERY_PACK.map(({ pack, numberType }) => ({ country: pack.code, numberType })))(
  '$country $numberType',
  ({ country, numberType }) => {
    const { rules, requiredDocuments: documents } = inputFor(orderedIn(country, numberType, 'one'));
    const days = new Days(STORY_MONDAY, rules.zone);
    const businessDay = (count: number): string => `d${days.count(addBusinessDays(rules, STORY_MONDAY, count))}`;
    const [port, later, portedUntil] = [businessDay(PORT_AFTER), businessDay(PORT_AFTER + 4), businessDay(PORT_AFTER + 1)];
    const goesWell = `d1 date ${port}, ${port}@09:40 moves, ${portedUntil} sms`;

    /** Plays it and answers what was told after the submission. */
    function playing(story: Pick<Story, 'carrier'> & Partial<Story>): Played & { readonly after: string } {
      const played = play(staged({ name: 'every country', where: `${country} ${numberType}`, ends: 'completed', told: '', ...story }));
      checkPlayed(played);
      return { ...played, after: toldInWords(played).replace(/^.*?submitted, /, '') };
    }
    const endOf = ({ duo }: Played): unknown => 'outcome' in duo.order.state.phase && duo.order.state.phase.outcome;
    const said = ({ duo }: Played, kind: string): string => {
      const message = duo.messages.find(({ facts }) =>
        facts.some((fact) => (fact.kind === 'request' ? fact.fact.kind : fact.kind) === kind),
      );
      if (!message) throw new Error(`nothing was said of ${kind}`);
      return wordMessage({ language: 'en', zone: rules.zone, facts: message.facts, items: {} }).body;
    };

    test('R2, R8, R9: a sound order passes every check, and the invoice is asked for', () => {
      const pack = packFor(country);
      for (const ordered of ['one', 'two', 'block'] satisfies Ordered[])
        expect(
          checkOrder(orderedIn(country, numberType, ordered), {
            rules: orderRules(pack, numberType),
            today: STORY_MONDAY,
            maxNumbers: 100,
          }),
        ).toEqual([]);
      expect(documents).toContain('invoice');
      expect(documents).toEqual(requiredDocuments(pack, numberType).map(({ kind }) => kind));
      expect(resolveRules(pack, { numberType }).leadDays).toBeGreaterThan(0);
    });

    test('R1: a trial account is refused, and nobody is asked for a document', () => {
      const refused = playing({ carrier: '', world: ['trialAccount'] });
      expect([endOf(refused), refused.duo.messages, refused.duo.world.callsOf('submitRequest')]).toEqual(['refused', [], []]);
    });

    test('R3, R10, R11, R12, R14, R16, R17, R18: a port that goes well', () => {
      const well = playing({ carrier: goesWell });
      expect([endOf(well), well.after]).toEqual([
        'completed',
        `d1 scheduled+numbersAdded, ${port} ported, ${portedUntil} smsActive+closed`,
      ]);
      expect(well.duo.world.callsOf('issueLoa').map(({ atMs }) => days.dayOf(atMs))).toEqual([0]);
      expect(well.duo.world.callsOf('prepareNumbers').map(({ input }) => `d${days.count(input.date)}`)).toEqual([port]);
    });

    test('R3, R4, R6, R7, R15, R22, R25, R26, R27: what has to be said is said, and when', () => {
      const well = playing({ carrier: goesWell });
      const keep = phrasesOf('en').keepContract;
      for (const kind of ['accepted', 'loaReady', 'submitted', 'scheduled']) expect(said(well, kind)).toContain(keep);
      expect(said(well, 'ported')).not.toContain(keep);
      expect(said(well, 'accepted')).toMatch(/Porting in is free with us[^]*customer service record/);
      expect(said(well, 'submitted')).toMatch(
        /This estimate counts from the sending[^]*the losing provider decides the date[^]*cannot be paused/,
      );
      expect(said(well, 'scheduled')).toContain('the numbers stay active at the losing provider, who handles every service problem');
      expect(said(well, 'ported')).toContain('at least 3 failed calls');
    });

    test('R19: the confirmed date is told, and the wish only as what it was', () => {
      const wished = playing({ carrier: goesWell.replaceAll('d1 date', 'd3 date'), customer: `slow signs, d1 move ${later}, d2 signs` });
      const inWords = (day: string): string => sayIn(phrasesOf('en')).date(days.date(Number(day.slice(1))));
      expect(said(wished, 'scheduled')).toContain(inWords(port));
      expect(said(wished, 'scheduled').split(inWords(later))).toEqual([
        expect.stringMatching(/You had asked for $/),
        expect.stringMatching(/^: that was a wish/),
      ]);
    });

    test('R8, R20: a block is one request with one date', () => {
      const block = playing({ carrier: goesWell, ordered: 'block' });
      expect([endOf(block), block.duo.requests.size]).toEqual(['completed', 1]);
      expect(block.duo.world.callsOf('activateNumbers').flatMap(({ input }) => input.numbers)).toHaveLength(10);
    });

    test('R21: two numbers are two requests, and one may port without the other', () => {
      const two = playing({
        carrier: `${goesWell.replaceAll(/(d\S+) (date|moves|sms)/g, '$1 2:$2')}, d2 1:reject NOT_PORTABLE`,
        ordered: 'two',
      });
      expect([endOf(two), two.duo.requests.size]).toEqual(['completedPartially', 2]);
    });

    test('R13: refused, corrected and sent again', () => {
      const mended = playing({
        carrier: `d1 reject ACCOUNT_NUMBER_INVALID, ${goesWell.replace('d1 date', 'd8 date')}`,
        customer: 'd7 correct account',
      });
      expect(endOf(mended)).toBe('completed');
      // Where the losing carrier wants time before it is sent again, it is held that long.
      expect(mended.after).toMatch(
        /^d1 rejected, d7 (submitted, d7 correct=taken|resubmissionHeld, d7 correct=taken, d8 submitted), d8 scheduled/,
      );
    });

    test('R13: a refusal that nobody answers ends when its time is over', () => {
      const ended = playing({ carrier: 'd1 reject ACCOUNT_NUMBER_INVALID' });
      expect([endOf(ended), ended.after]).toEqual(['failed', `d1 rejected, d${1 + rules.correctionDays} closed+closed`]);
    });

    const { safeDays, lastDays } = rules.cancelNotice;

    test('R22, R24: a cancel with the safe notice is asked for without reservation, and watched once approved', () => {
      const cancelled = playing({ carrier: `d1 date ${port}, p-${safeDays}@15:00 cancelok`, customer: `p-${safeDays}@08:59 cancel` });
      expect(endOf(cancelled)).toBe('cancelled');
      expect(cancelled.answers.map(({ text }) => text)).toEqual(['cancel=taken']);
      expect(cancelled.duo.world.callsOf('releaseNumbers').map(({ atMs }) => days.dayOf(atMs) > Number(port.slice(1)))).toEqual([true]);
    });

    test('R24: a cancel with less than the last notice is too late, at the door and on the ticket, and the numbers port', () => {
      const late = playing({ carrier: goesWell, customer: `p-${lastDays}@09:01 cancel, p-${lastDays}@09:02 demand` });
      expect([endOf(late), late.answers.map(({ text }) => text)]).toEqual(['completed', ['cancel=tooLate']]);
      expect(late.after).toContain('cancelRefused');
      expect(late.duo.world.callsOf('askCancel')).toEqual([]);
    });

    test('R23: another date with the safe notice is asked for; approved, it is the only one that counts', () => {
      const { safeDays: safe } = rules.rescheduleNotice;
      const moved = playing({
        carrier: `d1 date ${port}, p-${safe}@12:00 moveok ${later}, ${later} moves, ${later}@16:00 sms`,
        customer: `p-${safe}@08:59 move ${later}`,
      });
      expect([endOf(moved), moved.answers.map(({ text }) => text)]).toEqual(['completed', ['move=taken']]);
      expect(moved.after).toMatch(new RegExp(`dateChanged\\+numbersAdded, \\S+ move=taken, ${later} ported`));
    });

    test('R23: after the lock no other date is asked for, and the old one stands', () => {
      const late = playing({ carrier: goesWell, customer: `p-${rules.lockDays}@09:01 move ${later}` });
      expect([endOf(late), late.answers.map(({ text }) => text)]).toEqual(['completed', ['move=tooLate']]);
      expect(late.duo.world.callsOf('askReschedule')).toEqual([]);
    });

    test('R18: SMS is overdue after its business days and not before, is told, and works in the end', () => {
      const [overdue, works] = [businessDay(PORT_AFTER + rules.smsDays), businessDay(PORT_AFTER + rules.smsDays + 1)];
      const late = playing({ carrier: `d1 date ${port}, ${port}@09:40 moves, ${works} sms` });
      expect(late.after).toBe(`d1 scheduled+numbersAdded, ${port} ported, ${overdue} smsOverdue, ${works} smsActive+closed`);
    });
  },
);
