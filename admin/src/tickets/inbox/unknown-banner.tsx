import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Notice } from '../../ui/notice';
import { words } from './words';

interface UnknownBannerProps {
  count: number;
  /** Are they what the list below shows already? */
  shown: boolean;
  onShow: () => void;
}

/** Money may have moved and nobody knows: this cannot be overlooked, and offers no retry. */
export function UnknownBanner({ count, shown, onShow }: UnknownBannerProps) {
  if (count === 0) return null;
  const show = (
    <Button
      variant="text"
      size="small"
      onClick={onShow}
      sx={{
        color: 'state.unknown',
        textDecoration: 'underline',
        textUnderlineOffset: 2,
        alignSelf: 'start',
        height: 'auto !important',
      }}
    >
      {words.showThem}
    </Button>
  );
  return (
    <Box sx={{ p: { xs: '0 16px 10px', sm: '0 24px 10px' } }}>
      <Notice state="unknown" icon="unknown" urgent action={!shown && show}>
        <b>{words.unknownBanner(count)}</b> {words.unknownSays}
      </Notice>
    </Box>
  );
}
