import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { createHttp } from './platform/http';
import { restApi } from './platform/rest-api';

createRoot(document.getElementById('root')!).render(<App api={restApi(createHttp())} />);
