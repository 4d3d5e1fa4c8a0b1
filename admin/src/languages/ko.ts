import { koKR } from '@mui/material/locale';
import type { Language } from './spoken';

/** Korean. 정중체; counters and particles chosen so that no sentence needs "을(를)". */
const korean: Language = {
  components: koKR.components,
  sentences: {
    common: {
      seconds: (s) => `${s}초`,
      minutes: (min) => `${min}분`,
      minutesSeconds: (min, s) => `${min}분 ${s}초`,
      hours: (h) => `${h}시간`,
      hoursMinutes: (h, min) => `${h}시간 ${min}분`,
      days: (d) => `${d}일`,
      daysHours: (d, h) => `${d}일 ${h}시간`,
      underAMinute: '1분 미만',
      today: '오늘',
      yesterday: '어제',
      tomorrowAt: (time) => `내일 ${time}`,
      yesterdayAt: (time) => `어제 ${time}`,
    },
    identity: {
      signIn: '로그인',
      signOut: '로그아웃',
    },
  },
};

export default korean;
