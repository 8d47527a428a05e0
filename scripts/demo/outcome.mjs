/** What customers are promised to be told, by rule, and the words on the ticket that show it, in English or French. */
const PROMISED = [
  { rule: 'R6', words: /Keep your contract at the losing provider|Gardez votre contrat chez votre ancien opérateur/ },
  { rule: 'R12', words: /has confirmed the date|a confirmé la date/ },
  { rule: 'R13', words: /refused the request|a refusé la demande/, onlyIf: (requests) => requests.some(({ attempt }) => attempt > 1) },
  { rule: 'R14', words: /on your dashboard|tableau de bord/ },
  { rule: 'R17', words: /active with us, and you can use them|actifs chez nous, et vous pouvez les utiliser/ },
  { rule: 'R18', words: /up to 3 business days|jusqu'à 3 jours ouvrés/ },
];

/** Reads orders, ledger and tickets at the end: rows for the table, and whatever is not as it should be. */
export async function checkOutcome(around, orders) {
  const problems = [];
  const rows = [];
  const ledger = await around.ledger();
  for (const { name, orderId } of orders) {
    const view = await around.api('GET', `/v1/port-orders/${orderId}`);
    const { facts } = await around.api('GET', `/v1/port-orders/${orderId}/timeline`);
    const dateOf = (n) => facts.findLast((fact) => fact.kind === 'request' && fact.n === n && fact.fact.foc)?.fact.foc.date ?? '';
    if (view.status !== 'completed') problems.push(`${name} ended as ${view.status}`);
    for (const request of view.requests) {
      const date = dateOf(request.n);
      const alike = view.requests.filter(({ n, attempt }) => attempt === 1 && dateOf(n) === date);
      if (request.attempt > 1 && alike.length > 0)
        problems.push(`${name}, request ${request.n} was corrected and has the date of the others`);
      for (const { number, voice, sms } of request.numbers) {
        rows.push({ order: name, number, date, attempts: request.attempt, voice, sms });
        if (voice !== 'active' || sms !== 'active')
          problems.push(`${name}, request ${request.n}: a number ended with voice ${voice}, SMS ${sms}`);
      }
      problems.push(...confirmedOnce(ledger, name, request));
    }
    problems.push(...(await untold(around, name, view)));
  }
  const listed = await around.api('GET', '/v1/port-orders?status=completed');
  const missing = orders.filter(({ orderId }) => !listed.orders.some((order) => order.orderId === orderId));
  problems.push(...missing.map(({ name }) => `${name} is not listed by its status`));
  return { problems, rows };
}

/** Exactly one confirmed carrier order for each attempt of a request. */
function confirmedOnce(ledger, name, { n, reference, attempt }) {
  return Array.from({ length: attempt }, (_, index) => index + 1).flatMap((number) => {
    const mine = reference.slice(0, -1) + number.toString(32).toUpperCase();
    const confirmed = ledger.filter(
      ({ action, outcome, reference: theirs }) => action === 'port.confirmed' && outcome === 'confirmed' && theirs === mine,
    );
    return confirmed.length === 1
      ? []
      : [`${name}, request ${n}, attempt ${number}: ${confirmed.length} confirmed carrier orders in the ledger`];
  });
}

/** What was promised and is not on the ticket. */
async function untold(around, name, { orderId, requests }) {
  const { comments } = await around.others('GET', `/tickets/${orderId}`);
  const text = comments.map(({ body }) => body).join('\n');
  return PROMISED.filter(({ words, onlyIf = () => true }) => onlyIf(requests) && !words.test(text)).map(
    ({ rule }) => `${name}: nothing on the ticket of what ${rule} promises`,
  );
}
