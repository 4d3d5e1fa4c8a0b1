/** A signature over its line. */
export const Logo = ({ size = 22 }: { size?: number }) => (
  <svg
    aria-hidden="true"
    viewBox="0 0 24 24"
    width={size}
    height={size}
    fill="none"
    strokeWidth={1.6}
    strokeLinecap="round"
    style={{ flex: 'none' }}
  >
    <rect x="1" y="1" width="22" height="22" rx="6.5" fill="var(--ink)" />
    <g stroke="var(--on-ink)">
      <path d="M5.500 13.600c1.400-4 3-6.200 4.200-5.600 1.300.7-1.900 6-.6 6.700 1.300.6 2.500-3.600 3.900-3.400 1 .2.2 2.500 1.300 2.800 1 .3 1.900-.8 4.200-2.300" />
      <path d="M5.500 18.200h13" />
    </g>
  </svg>
);
