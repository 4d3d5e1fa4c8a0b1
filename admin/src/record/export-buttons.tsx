import Button from '@mui/material/Button';
import type { Filter } from '../platform/api';
import { queryString } from '../platform/rest-api';
import { Icon } from '../ui/icons';
import { words } from './words';

interface ExportButtonsProps {
  /** The route that streams the file. */
  path: string;
  filter: Filter;
  sort?: string;
}

/** Saves exactly what is searched for, to its last row. */
export function ExportButtons({ path, filter, sort }: ExportButtonsProps) {
  const href = (format: string) => path + queryString({ filter: { ...filter, format }, sort });
  return (
    <>
      <Button component="a" href={href('csv')} download>
        <Icon name="download" /> {words.exportCsv}
      </Button>
      <Button component="a" href={href('jsonl')} download>
        <Icon name="download" /> {words.exportJsonl}
      </Button>
    </>
  );
}
