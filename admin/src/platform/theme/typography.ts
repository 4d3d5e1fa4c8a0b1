import type { CSSProperties } from 'react';

declare module '@mui/material/styles' {
  interface TypographyVariants {
    figure: CSSProperties;
    code: CSSProperties;
  }
  interface TypographyVariantsOptions {
    figure?: CSSProperties;
    code?: CSSProperties;
  }
}
declare module '@mui/material/Typography' {
  interface TypographyPropsVariantOverrides {
    figure: true;
    code: true;
  }
}

export const sans =
  '"Inter Variable",Inter,system-ui,-apple-system,"Segoe UI","Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR",sans-serif';
export const mono = '"JetBrains Mono Variable","JetBrains Mono",ui-monospace,SFMono-Regular,Menlo,Consolas,monospace';

const px = (size: number, line: number, weight: number) => ({
  fontSize: `${size}px`,
  lineHeight: `${line}px`,
  fontWeight: weight,
  letterSpacing: 0,
});

export const typography = {
  fontFamily: sans,
  htmlFontSize: 16,
  fontSize: 13,
  h1: { ...px(20, 26, 640), letterSpacing: '-.012em' },
  h2: { ...px(18, 24, 640), letterSpacing: '-.01em' },
  body1: px(14, 21, 400),
  body2: px(13, 19, 400),
  subtitle2: px(13, 19, 600),
  caption: px(12, 17, 400),
  figure: { ...px(22, 28, 640), fontFamily: sans, letterSpacing: '-.012em' },
  code: { ...px(12, 18, 400), fontFamily: mono, fontVariantLigatures: 'none' },
  button: { ...px(13, 19, 560), textTransform: 'none' as const },
};
