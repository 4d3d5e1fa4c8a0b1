import type { ContractRow } from './contract-rows.js';

/** Languages that answers are said in. The first is taken where none of them is asked for. */
export const LANGUAGES = ['en', 'ko'] as const;
export type Language = (typeof LANGUAGES)[number];

type Sentences = Readonly<Record<ContractRow, string>>;

const asked = 'A person is working on this and has a question for you. Once you have answered it, they go on.';
const askedInKorean = '담당자가 확인하고 있으며 여쭤볼 것이 있습니다. 답해 주시면 이어서 처리합니다.';

/** What a user reads: how it stands, why, and what they can do. */
const english: Sentences = {
  let_through: 'This answer meets our rules for answering at once. If it does not fit, ask again or ask for a person.',
  checked: 'A person has checked this answer.',
  done: 'What you asked for was checked, and it is done.',
  waiting_policy:
    'Our rules want a person to agree before this is answered. It is with them; ask for a person if it can’t wait.',
  waiting_uncited:
    'This is about our rules, and the answer names no source that can be opened, so a person is checking it. Ask for a person if it can’t wait.',
  waiting_declined:
    'This is nothing that the assistant may answer by itself, so a person will. Ask for a person if it can’t wait.',
  waiting_unsure:
    'The assistant is not sure enough of its answer, so a person is checking it. Tell us more, such as dates or an order number, and it goes faster.',
  waiting_stale:
    'The source of this answer is past its date, so a person is checking it. You can also try again later.',
  waiting_stale_policy:
    'The policy behind this answer is due for review, so a person is checking it. Until then you can read the policy itself.',
  waiting_undrafted:
    'The assistant could not finish an answer, so a person will answer. You can also try again in a few minutes.',
  waiting_over_budget:
    'The assistant has answered as much as it may today, so a person will answer. Ask for a person if it can’t wait.',
  asked_policy: asked,
  asked_unsure: asked,
  asked_stale: asked,
  asked_undrafted: asked,
  to_run_policy:
    'This was agreed to and is being carried out. You need not ask again; ask for a person if it takes too long.',
  to_run_unsure: 'This was agreed to and is being carried out. If something about it has changed, tell us now.',
  to_run_stale:
    'This was agreed to and is being carried out. You need not ask again; ask for a person if it takes too long.',
  parked:
    'This was agreed to, but the system that carries it out is not available. It is kept and runs by itself; ask for a person if it can’t wait.',
  failed:
    'This was agreed to, but the system that carries it out did not take it, so it is not done. Try again, or ask for a person.',
  unknown:
    'This may or may not be done: the system that carries it out did not say. A person is finding out. Please don’t ask again, so that it is not done twice.',
  rejected: 'A person has looked at this and declined it, so nothing was done. Our policy says what is possible.',
  rejected_policy:
    'A person has looked at this and declined it, so nothing was done. Read the policy that it rests on, or ask for a person.',
  blocked: 'Our rules do not allow this, so nothing was done. Our policy says what is possible.',
  blocked_policy:
    'Our rules do not allow this, so nothing was done. Read the policy that it rests on, or ask for a person.',
  expired: 'Nobody could decide this in time, so nothing was done. Please try again.',
  withdrawn: 'This was taken back before it was decided, so nothing was done. Ask again if you still need it.',
};

const korean: Sentences = {
  let_through: '바로 답해도 되는 기준에 맞는 답변입니다. 맞지 않으면 다시 묻거나 담당자를 찾아 주세요.',
  checked: '담당자가 확인한 답변입니다.',
  done: '요청하신 일을 확인하고 처리했습니다.',
  waiting_policy:
    '규정에 따라 담당자의 동의가 있어야 답할 수 있어 담당자에게 전달했습니다. 급하시면 담당자를 찾아 주세요.',
  waiting_uncited:
    '규정에 관한 내용인데 답변에 열어 볼 수 있는 출처가 없어 담당자가 확인하고 있습니다. 급하시면 담당자를 찾아 주세요.',
  waiting_declined: '상담 도우미가 스스로 답할 수 없는 내용이라 담당자가 답합니다. 급하시면 담당자를 찾아 주세요.',
  waiting_unsure:
    '답변이 확실하지 않아 담당자가 확인하고 있습니다. 날짜나 주문 번호처럼 자세한 내용을 알려 주시면 더 빨라집니다.',
  waiting_stale: '답변의 출처가 오래되어 담당자가 확인하고 있습니다. 나중에 다시 시도하셔도 됩니다.',
  waiting_stale_policy:
    '답변의 바탕이 되는 규정이 재검토할 때가 되어 담당자가 확인하고 있습니다. 그동안 규정을 직접 보실 수 있습니다.',
  waiting_undrafted: '상담 도우미가 답변을 마치지 못해 담당자가 답합니다. 몇 분 뒤 다시 시도하셔도 됩니다.',
  waiting_over_budget: '상담 도우미가 오늘 답할 수 있는 양을 넘어 담당자가 답합니다. 급하시면 담당자를 찾아 주세요.',
  asked_policy: askedInKorean,
  asked_unsure: askedInKorean,
  asked_stale: askedInKorean,
  asked_undrafted: askedInKorean,
  to_run_policy: '승인되어 처리하고 있습니다. 다시 요청하지 않으셔도 됩니다. 너무 오래 걸리면 담당자를 찾아 주세요.',
  to_run_unsure: '승인되어 처리하고 있습니다. 달라진 점이 있으면 지금 알려 주세요.',
  to_run_stale: '승인되어 처리하고 있습니다. 다시 요청하지 않으셔도 됩니다. 너무 오래 걸리면 담당자를 찾아 주세요.',
  parked:
    '승인되었지만 처리할 시스템을 지금 쓸 수 없습니다. 요청은 그대로 있으며 저절로 처리됩니다. 급하시면 담당자를 찾아 주세요.',
  failed: '승인되었지만 처리할 시스템이 받지 않아 처리되지 않았습니다. 다시 시도하거나 담당자를 찾아 주세요.',
  unknown:
    '처리할 시스템의 답이 없어 처리되었는지 아직 알 수 없습니다. 담당자가 알아보고 있습니다. 두 번 처리되지 않도록 다시 요청하지 말아 주세요.',
  rejected: '담당자가 확인하고 받아들이지 않아 아무것도 처리하지 않았습니다. 가능한 것은 규정에 있습니다.',
  rejected_policy:
    '담당자가 확인하고 받아들이지 않아 아무것도 처리하지 않았습니다. 근거가 된 규정을 보거나 담당자를 찾아 주세요.',
  blocked: '규정상 허용되지 않아 아무것도 처리하지 않았습니다. 가능한 것은 규정에 있습니다.',
  blocked_policy: '규정상 허용되지 않아 아무것도 처리하지 않았습니다. 근거가 된 규정을 보거나 담당자를 찾아 주세요.',
  expired: '제때 결정되지 않아 아무것도 처리하지 않았습니다. 다시 시도해 주세요.',
  withdrawn: '결정되기 전에 취소되어 아무것도 처리하지 않았습니다. 아직 필요하시면 다시 요청해 주세요.',
};

export const SENTENCES: Readonly<Record<Language, Sentences>> = { en: english, ko: korean };

/** A sentence for the user, and the language that it is in (BCP 47). */
export interface UserMessage {
  text: string;
  language: Language;
}

export function messageOf(row: ContractRow, language: Language): UserMessage {
  return { text: SENTENCES[language][row], language };
}
