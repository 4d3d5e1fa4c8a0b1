import { styled } from '@mui/material/styles';

/** Fills that are told apart without colour: full, hatched, and an outline. Charts name them as `url(#…)`. */
export const fills = {
  full: 'var(--ink)',
  hatch: 'url(#cs-hatch)',
  outline: 'url(#cs-outline)',
};

export const Patterns = () => (
  <svg width="0" height="0" aria-hidden="true" focusable="false" style={{ position: 'absolute' }}>
    <defs>
      <pattern id="cs-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" fill="var(--ink-soft)" />
        <rect width="1.6" height="5" fill="var(--ink)" />
      </pattern>
      <pattern id="cs-outline" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" fill="var(--surface)" />
        <path d="M0 0h4v1H0z" fill="var(--cs-palette-state-blocked)" />
      </pattern>
    </defs>
  </svg>
);

export const Legend = styled('ul')`
  display: flex; flex-wrap: wrap; gap: 4px 16px; margin-top: 10px; font-size: 12px; line-height: 17px; color: var(--text-2);
  & li { display: inline-flex; align-items: center; gap: 7px; }
`;

interface SampleProps {
  /** One of `fills`, or nothing for a line. */
  fill?: string;
  /** Of a line. */
  stroke?: string;
  dash?: string;
}

/** What stands for a series: a piece of its fill, or of its line. */
export const Sample = ({ fill, stroke = 'var(--ink)', dash }: SampleProps) => (
  <svg width="20" height="10" aria-hidden="true" focusable="false" style={{ flex: 'none' }}>
    {fill ? (
      <rect x=".5" y=".5" width="19" height="9" rx="2" fill={fill} stroke="var(--line-2)" />
    ) : (
      <path d="M0 5h20" stroke={stroke} strokeWidth="2" strokeDasharray={dash} />
    )}
  </svg>
);
