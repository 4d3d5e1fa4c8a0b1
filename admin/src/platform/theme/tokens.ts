/** Names of the states a ticket or an execution can be seen in: one colour each, everywhere. */
export type StateName =
  | 'pending'
  | 'approved'
  | 'rejected'
  | 'blocked'
  | 'expired'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'unknown';

interface Tokens {
  canvas: string;
  surface: string;
  sunken: string;
  hover: string;
  line: string;
  lineStrong: string;
  text: string;
  text2: string;
  text3: string;
  ink: string;
  inkHover: string;
  inkSoft: string;
  onInk: string;
  shadow: string;
  state: Record<StateName, string>;
}

export const light: Tokens = {
  canvas: '#f4f5f7',
  surface: '#ffffff',
  sunken: '#eceef2',
  hover: '#f0f2f6',
  line: '#e0e3e9',
  lineStrong: '#c6ccd7',
  text: '#141922',
  text2: '#454e5e',
  text3: '#5c6677',
  ink: '#1d3c99',
  inkHover: '#152e7a',
  inkSoft: '#edf1fc',
  onInk: '#ffffff',
  shadow: '0 1px 2px rgba(16,22,36,.06), 0 8px 24px -8px rgba(16,22,36,.14)',
  state: {
    pending: '#855900',
    approved: '#1d3c99',
    rejected: '#b0212b',
    blocked: '#8a3a10',
    expired: '#5c6677',
    running: '#0b6780',
    succeeded: '#12704a',
    failed: '#a81552',
    unknown: '#7d2a94',
  },
};

export const dark: Tokens = {
  canvas: '#0e1115',
  surface: '#15191f',
  sunken: '#1d222a',
  hover: '#1b2028',
  line: '#272d37',
  lineStrong: '#3d4654',
  text: '#e8ebf1',
  text2: '#b3bbc8',
  text3: '#929cab',
  ink: '#a3b8ff',
  inkHover: '#bccbff',
  inkSoft: '#1a2340',
  onInk: '#0b1533',
  shadow: '0 1px 2px rgba(0,0,0,.4), 0 12px 32px -8px rgba(0,0,0,.6)',
  state: {
    pending: '#e5b454',
    approved: '#a3b8ff',
    rejected: '#ff8f8c',
    blocked: '#f0a173',
    expired: '#929cab',
    running: '#63c6de',
    succeeded: '#62cf9b',
    failed: '#ff86ae',
    unknown: '#dc9cf0',
  },
};

export type { Tokens };
