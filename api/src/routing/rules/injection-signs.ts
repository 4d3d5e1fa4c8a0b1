/** What a text does that is to give a model orders. */
export type Injection = 'overrides' | 'poses' | 'addresses' | 'recasts' | 'orders_a_tool' | 'conceals' | 'orders';

/** One way in which texts give a model orders. */
export interface Sign {
  kind: Injection;
  /**
   * For lower-cased text. Every repetition is bounded and none stands in another, so that the time taken grows with the
   * length of the text and no faster.
   */
  pattern: RegExp;
}

const MODEL = String.raw`(?:ai|a\.i\.|llms?|(?:large )?language models?|ai (?:assistant|agent|model)s?|(?:virtual|digital) assistants?|assistant|chatbot|bot|gpt[\w.-]{0,8}|chatgpt|claude|gemini|llama|copilot)`;

/** Where a sentence or a value of a record begins. */
const START = String.raw`(?:^|[\n.!?:;,>"'“‘(*\]-]\s?|\\n)`;

/** What people are politely asked for in any letter: it is none of a model's business. */
const COURTESY =
  'accept|advise|allow|ask|be|bear|bring|call|check|choose|click|complete|confirm|consider|consult|contact|disregard|do not|don|double|email|ensure|enter|excuse|feel|fill|find|follow|give us|have|help|hold|include|inform|keep|let|log|look|mail|make sure|mention|note|notify|pay|phone|provide|quote|reach|read|refer|remember|remove|reply|report|respond|retain|review|scan|see|select|sign|speak|specify|state|stay|submit|take|tell|try|use|verify|visit|wait|write';

/** What tools do. At the beginning of a sentence that also says whose thing it is, or to which address, it is an order. */
const DEEDS =
  'activate|add|adjust|arrange|assign|augment|authori[sz]e|book|buy|cancel|change|check|clear|close|compose|configure|connect|convert|copy|create|deactivate|delete|deploy|deposit|disable|disconnect|dispatch|download|edit|email|enable|erase|exchange|execute|export|extract|fetch|find|forward|gather|generate|get|give|grant|guide|install|instruct|invite|launch|lock|make|modify|move|navigate|open|order|pay|place|post|publish|purchase|reboot|refund|register|remove|rename|request|reserve|reset|restart|retrieve|revoke|save|schedule|search|sell|send|set|share|show|shut|start|stop|submit|switch|transfer|trade|turn|unlock|update|upgrade|upload|view|wipe|wire|withdraw';

/** Said by who speaks as the user, or means the user's things: a record says "my" to nobody, and a letter to a person says "your". */
const OWN = "(?:my|mine|me|user's|(?:of|for) the user)";

const of = (...parts: string[]): RegExp => new RegExp(parts.join(''), 'mu');

/** In English, and the commonest in Korean. */
export const SIGNS: readonly Sign[] = [
  {
    kind: 'overrides',
    pattern:
      /\b(?:ignore|disregard|forget|override|bypass|discard)\b[^.\n]{0,40}?\b(?:previous|prior|above|earlier|preceding|original|initial|existing|all|any|every|your|these|those)\b[^.\n]{0,24}?\b(?:\w{0,2}nstructions?|prompts?|directives?|guidelines?|guardrails?|orders|commands|training|programming)\b/u,
  },
  {
    kind: 'overrides',
    pattern:
      /(?:이전|앞선|앞|위|기존|지금까지)의?\s?(?:모든\s?)?(?:지시|명령|지침|프롬프트)[^\s.]{0,4}\s?(?:모두\s|전부\s|다\s)?(?:무시|잊)/u,
  },
  {
    kind: 'poses',
    pattern:
      /<\/?(?:system|assistant|developer|instructions?|system[_-]\w{1,16})>|\[\/?(?:inst|system)\]|<<\/?sys>>|<\|\/?\w{1,24}\|?>|^[ \t#*]{0,8}(?:system|developer|assistant) (?:prompt|message|note|instructions?|override)\b/mu,
  },
  {
    kind: 'addresses',
    pattern: of(
      String.raw`\b(?:messages?|notes?|instructions?|attention|directives?|commands?|orders?)\b[^.\n]{0,40}?\b(?:to|for)\b(?: you,?)?(?: (?:the|all|any|our|every))? ${MODEL}\b`,
    ),
  },
  {
    kind: 'addresses',
    pattern: of(
      String.raw`(?:\b(?:important|urgent) (?:message|note|instructions?|task) from (?:me|your user|the user|your (?:owner|developer|creator))\b)`,
      String.raw`|\b(?:if you are|as|you are) an? (?!assistant)${MODEL}\b`,
      String.raw`|\b(?:dear|hey|hello|hi|attention|listen),? ${MODEL}\b`,
    ),
  },
  {
    kind: 'addresses',
    pattern:
      /\b(?:before|after|instead of|prior to)\b[^.\n]{0,24}?\b(?:solv|complet|finish|continu|answer|respond|proceed|perform|work)[a-z]{0,4}\b[^.\n]{0,24}?\b(?:task|question|request|query)\b[^.\n]{0,60}?\b(?:first|please|must|need to|have to)\b/u,
  },
  {
    kind: 'addresses',
    pattern:
      /(?:ai|인공지능|어시스턴트|챗봇|언어\s?모델)\s?(?:비서|모델|에이전트)?(?:에게|께)\s?(?:전하는|드리는|보내는|내리는)?\s?(?:중요|긴급|지시|명령|메시지)/u,
  },
  {
    kind: 'recasts',
    pattern: of(
      String.raw`\b(?:you are (?:now|henceforth|no longer)|act as|pretend to be|pretend (?:that )?you are|behave (?:as|like))(?: (?:an?|the|in|my))?(?: [\w-]{1,20})?(?: [\w-]{1,20})? ?\b(?:${MODEL}|model|mode|agent|admin(?:istrator)?|root|dan|unrestricted|unfiltered|jailbroken)\b`,
      String.raw`|\b(?:system|developer|hidden) prompt\b|\bjailbr[eo]a?k|\b(?:developer|god|dan) mode\b`,
      String.raw`|\b(?:new|updated|revised|hidden|secret|real) (?:system )?instructions?\b ?(?:[:]|for you\b)`,
    ),
  },
  { kind: 'recasts', pattern: /(?:너는|넌|당신은)\s?(?:이제|지금)\s?(?:부터)?|시스템\s?프롬프트/u },
  {
    kind: 'orders_a_tool',
    pattern:
      /\b(?:call|invoke|run|execute|trigger|use)\b (?:the |your |an? )?["'`“]?[\w.-]{2,64}["'`”]? (?:tool|function|plugin)\b/u,
  },
  {
    kind: 'orders_a_tool',
    pattern: /(?:도구|함수|툴)(?:를|을)?\s?(?:호출|실행|사용)\s?(?:하라|해라|하세요|하십시오|해\s?줘|해\s?주세요)/u,
  },
  {
    kind: 'conceals',
    pattern:
      /\b(?:(?:do not|don't|never) (?:tell|inform|mention|notify|alert|ask|reveal)|without (?:telling|informing|mentioning|notifying|alerting|asking))\b[^.\n]{0,30}?\b(?:(?:the|your|this) (?:user|human|owner)|me|user)\b/u,
  },
  { kind: 'conceals', pattern: /(?:사용자|이용자)(?:에게|한테)\s?(?:알리지|말하지|묻지)\s?(?:마|말)/u },
  {
    kind: 'orders',
    pattern: of(
      String.raw`\b(?:please|kindly)[ ,]{1,2}(?!(?:${COURTESY})\b)[a-z]{3,}`,
      String.raw`|\b(?:could|can|would) you (?:please )?(?:list|provide|tell|${DEEDS})\b[^\n.?]{0,120}?\b${OWN}\b`,
    ),
  },
  {
    kind: 'orders',
    pattern: of(
      String.raw`${START}(?:(?:please|kindly|first|then|now|also|todo|do)[:,]? ){0,2}(?:${DEEDS})\b(?!:)[^\n.]{0,160}?(?:\b${OWN}\b|@|\b[a-z]{2}\d{8}|\bid\b|\baccount (?:no\.? |number |id )?[a-z]{0,4}\d{4})`,
    ),
  },
  {
    kind: 'orders',
    pattern: /(?:송금|이체|입금|전송|환불|삭제|변경)\s?(?:하라|해라|하십시오|해\s?줘|해\s?주세요)/u,
  },
];
