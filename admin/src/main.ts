import { chosenCode, languageOf } from './languages/choice';
import { speak } from './languages/spoken';

// Every module of the console takes its words as it is loaded, so the language is there before any of them. The page
// names what comes next in its head, so nothing is fetched later for that.
const code = chosenCode();
const language = await languageOf(code).catch(() => null);
speak(language ? code : 'en', language);
document.documentElement.lang = language ? code : 'en';
const { start } = await import('./start');
start(document.getElementById('root')!);
