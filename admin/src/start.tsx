import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { createHttp } from './platform/http';
import { restApi } from './platform/rest-api';

/** Draws the console, in the language that is spoken by now. */
export const start = (root: HTMLElement): void => createRoot(root).render(<App api={restApi(createHttp())} />);
