/** Colours are those of the console; a page may set each of these properties on the element. */
const LIGHT = `--surface:#fff;--sunken:#eceef2;--line:#e0e3e9;--line-strong:#c6ccd7;--text:#141922;--text-2:#454e5e;--text-3:#5c6677;
--ink:#1d3c99;--ink-hover:#152e7a;--on-ink:#fff;--pending:#855900;--running:#0b6780;--succeeded:#12704a;--rejected:#b0212b;
--failed:#a81552;--blocked:#8a3a10;--unknown:#7d2a94;--expired:#5c6677;
--shadow:0 1px 2px rgba(16,22,36,.06),0 8px 24px -8px rgba(16,22,36,.14);color-scheme:light`;

const DARK = `--surface:#15191f;--sunken:#1d222a;--line:#272d37;--line-strong:#3d4654;--text:#e8ebf1;--text-2:#b3bbc8;--text-3:#929cab;
--ink:#a3b8ff;--ink-hover:#bccbff;--on-ink:#0b1533;--pending:#e5b454;--running:#63c6de;--succeeded:#62cf9b;--rejected:#ff8f8c;
--failed:#ff86ae;--blocked:#f0a173;--unknown:#dc9cf0;--expired:#929cab;
--shadow:0 1px 2px rgba(0,0,0,.4),0 12px 32px -8px rgba(0,0,0,.6);color-scheme:dark`;

/** Of the card's own tree: a page's styles reach none of it, and its styles nothing of the page. */
export const STYLE = `
:host{${LIGHT};display:block;font:400 14px/21px "Inter Variable",Inter,system-ui,sans-serif;color:var(--text);font-variant-numeric:tabular-nums}
@media (prefers-color-scheme:dark){:host(:not([theme=light])){${DARK}}}
:host([theme=dark]){${DARK}}
:host([hidden]){display:none}
*{box-sizing:border-box}
section{display:flex;flex-direction:column;min-height:200px;padding:18px;background:var(--surface);border:1px solid var(--line);border-radius:14px;box-shadow:var(--shadow);overflow-wrap:anywhere}
section:lang(ko){word-break:keep-all}
h2,p,ul{margin:0;padding:0}
.state{display:flex;gap:8px;align-items:center;font-weight:600;font-size:13px;color:var(--mark)}
svg{width:16px;height:16px;flex:none;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
.answer{margin-top:10px;font-size:15px;line-height:23px;white-space:pre-wrap;unicode-bidi:isolate}
.unsure{border-left:3px dashed var(--pending);padding-left:12px;color:var(--text-2)}
h2{margin-top:10px;font-size:18px;line-height:24px;font-weight:640}
.question{white-space:pre-wrap;unicode-bidi:isolate}
.about{color:var(--text-2)}
.message{margin-top:6px;color:var(--text-2)}
.note{margin-top:10px;color:var(--text-2);font-size:13px}
.note:empty{display:none}
ul{display:flex;flex-wrap:wrap;gap:6px;margin-top:12px;list-style:none}
li{max-width:100%}
button,a{font:inherit;color:inherit;border-radius:7px}
.chip{display:inline-flex;gap:6px;align-items:center;max-width:100%;min-height:28px;padding:3px 9px;font-size:12.5px;line-height:18px;text-align:start;color:var(--text-2);background:none;border:1px solid var(--line);cursor:pointer}
.chip:hover,.chip[aria-expanded=true]{border-color:var(--line-strong);color:var(--text)}
.source{margin-top:8px;padding:10px 12px;background:var(--sunken);border-radius:8px;font-size:13px;line-height:19px;unicode-bidi:isolate}
.source p{white-space:pre-wrap;max-height:190px;overflow:auto}
.source strong{display:block;font-weight:600}
.source a{color:var(--ink)}
.go{display:flex;flex-wrap:wrap;gap:8px;margin-top:auto;padding-top:18px}
.go button{min-height:40px;padding:8px 14px;font-weight:560;background:none;border:1px solid var(--line-strong);cursor:pointer}
.go button:hover{border-color:var(--text-3)}
.go .first{color:var(--on-ink);background:var(--ink);border-color:var(--ink)}
.go .first:hover{background:var(--ink-hover)}
.go .quiet{border-color:transparent;color:var(--text-2)}
label{display:block;margin-top:12px;font-weight:600;font-size:13px}
textarea{display:block;width:100%;min-height:72px;margin-top:4px;padding:8px 10px;font:inherit;color:inherit;background:var(--surface);border:1px solid var(--line-strong);border-radius:7px;resize:vertical}
:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (prefers-reduced-motion:no-preference){.chip,button{transition:border-color .12s ease-out,color .12s ease-out,background-color .12s ease-out}}
@media (forced-colors:active){section,.chip,.go button{border-color:CanvasText}}
@media (max-width:420px){.go button{flex:1 1 auto;min-height:44px}.chip{min-height:32px}}
`;
