type Child = Node | string | null | false;

/** An element. Texts become text nodes, whatever they hold: nothing on the card is ever read as markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string | boolean> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter((child): child is Node | string => child !== null && child !== false));
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Paths in a square of 16, drawn as lines. */
const GLYPHS = {
  succeeded: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M5 8.2l2.1 2.1L11 6',
  pending: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M8 4.5V8l2.5 1.5',
  expired: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M8 4.5V8l2.5 1.5',
  review: 'M2.5 13.5l.8-3L10.5 3.3a1.4 1.4 0 0 1 2 2L5.3 12.700zM2.500 15h11',
  running: 'M13.5 8a5.500 5.500 0 1 1-1.700-4M12 1.500V4.500H9',
  rejected: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M5.700 5.700l4.600 4.600M10.300 5.700l-4.600 4.600',
  blocked: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M3.500 3.500l9 9',
  failed: 'M8 2l6.500 11.500h-13zM8 6.500v3M8 11.500v.2',
  unknown: 'M8 1.200L14.800 8L8 14.800L1.200 8zM6.300 6.600a1.700 1.700 0 1 1 2.500 1.500q-.8.4-.8 1.100M8 11v.2',
  source: 'M3.500 1.500h6l3 3v10h-9zM9.500 1.500v3h3M5.500 8h5M5.500 11h5',
} as const;

export function glyph(name: keyof typeof GLYPHS): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', GLYPHS[name]);
  svg.append(path);
  return svg;
}
