// The page of the demo's assistant: asks, and shows each answer by the card that any page can show it by.

const WORDS = {
  en: {
    other: '한국어',
    demo: 'Countersign demo: an invented marketplace’s help page',
    title: 'Ask Tidewater’s assistant',
    lead: 'It answers what it may answer alone. Everything else goes to a person first, and you can watch it arrive.',
    label: 'Your question',
    send: 'Ask',
    sending: 'Asking',
    examples: [
      'I was charged twice. Can I get a refund?',
      'How long is a gift card valid?',
      'How do I pause Tidewater Plus?',
    ],
    decideTitle: 'Now be the person',
    decide:
      'Open this request in Countersign’s console, look at what the assistant wants to say, and approve or reject it. The card on this page turns by itself.',
    console: 'Open it in the console',
    credentials:
      'Sign in as an operator, with an e-mail and a password of credentials.json, which the start of the demo names.',
    refused: 'That was not taken: ',
    unreachable: 'The demo does not answer. Is it still running?',
  },
  ko: {
    other: 'English',
    demo: 'Countersign 데모: 가상 장터의 도움말',
    title: 'Tidewater 상담 도우미에게 묻기',
    lead: '혼자 답해도 되는 것은 바로 답합니다. 그 밖의 질문은 먼저 담당자에게 가며, 답이 오는 것을 지켜볼 수 있습니다.',
    label: '질문',
    send: '묻기',
    sending: '묻는 중',
    examples: [
      '두 번 결제됐어요. 환불되나요?',
      'QR 라벨로 반품하면 언제 환불되나요?',
      'How long is a gift card valid?',
    ],
    decideTitle: '이제 담당자가 되어 보세요',
    decide:
      'Countersign 콘솔에서 이 요청을 열어 도우미가 하려는 말을 보고 승인하거나 거절하세요. 이 페이지의 카드가 저절로 바뀝니다.',
    console: '콘솔에서 열기',
    credentials: '데모를 시작할 때 알려 준 credentials.json의 이메일과 비밀번호로, 운영자로 로그인하세요.',
    refused: '받아들여지지 않았습니다: ',
    unreachable: '데모가 응답하지 않습니다. 아직 실행 중인가요?',
  },
};

const find = (id) => document.getElementById(id);
let language = /^ko\b/i.test(new URLSearchParams(location.search).get('lang') ?? navigator.language) ? 'ko' : 'en';

function speak() {
  const words = WORDS[language];
  document.documentElement.lang = language;
  document.title = `${words.title} · Countersign`;
  for (const place of document.querySelectorAll('[data-word]')) place.textContent = words[place.dataset.word];
  find('language').textContent = words.other;
  find('language').lang = language === 'ko' ? 'en' : 'ko';
  find('examples').replaceChildren(...words.examples.map(example));
  // A card says what it says in the language of its page.
  for (const card of document.querySelectorAll('countersign-answer')) card.setAttribute('lang', language);
}

function example(text) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = text;
  button.addEventListener('click', () => {
    find('question').value = text;
    find('question').focus();
  });
  item.append(button);
  return item;
}

async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.detail), { refused: true });
  return answer;
}

async function ask(text) {
  const words = WORDS[language];
  const send = find('send');
  if (send.getAttribute('aria-disabled') === 'true') return;
  send.setAttribute('aria-disabled', 'true');
  send.textContent = words.sending;
  find('trouble').textContent = '';
  try {
    const { proposal, token } = await post('/demo/assistant/questions', { text });
    show(text, proposal, token);
    find('question').value = '';
  } catch (failure) {
    trouble(failure);
  } finally {
    send.removeAttribute('aria-disabled');
    send.textContent = WORDS[language].send;
  }
}

function trouble(failure) {
  const words = WORDS[language];
  find('trouble').textContent = failure.refused ? words.refused + failure.message : words.unreachable;
}

function show(text, proposal, token) {
  const question = document.createElement('p');
  question.textContent = text;
  const card = document.createElement('countersign-answer');
  card.lang = language;
  card.setAttribute('proposal', proposal);
  card.setAttribute('token', token);
  card.addEventListener('countersign-change', ({ detail }) => {
    if (detail.status !== 'needs_review') return;
    find('console').href = `/tickets/${encodeURIComponent(proposal)}`;
    find('decide').hidden = false;
  });
  card.addEventListener('countersign-token', async () => {
    const next = await post('/demo/assistant/tokens', { proposal }).catch(() => null);
    if (next) card.setAttribute('token', next.token);
  });
  card.addEventListener('countersign-action', ({ detail }) => {
    if (detail.action === 'retry') void ask(text);
    // The card says itself that it turned; only what is refused is to be told.
    if (detail.action === 'provide_more_context')
      post('/demo/assistant/context', { proposal, text: detail.text }).catch((failure) => trouble(failure));
  });
  const article = document.createElement('article');
  article.append(question, card);
  find('answers').prepend(article);
}

find('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = find('question').value.trim();
  if (text !== '') void ask(text);
});
find('language').addEventListener('click', () => {
  language = language === 'ko' ? 'en' : 'ko';
  speak();
});
speak();
