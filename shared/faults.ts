import { fillPlaceholders } from './text-placeholders.ts';

/**
 * What can be wrong with Ringlet on a customer's page, and what to do about it. The check of the admin API and the
 * overlay in the page name faults by these codes. `%NAME%` in a text is filled from the fault's `values`.
 */
export const FAULTS = {
  page_unreadable: {
    title: { en: 'The page could not be read', ru: 'Страницу не удалось прочитать' },
    remedy: {
      en: 'Check the address. If the page is behind a password or refuses programs, open it with the overlay instead.',
      ru: 'Проверьте адрес. Если страница закрыта паролем или не пускает программы, откройте её с оверлеем.',
    },
  },
  tag_not_found: {
    title: { en: 'The tag is not on the page', ru: 'На странице нет тега' },
    remedy: {
      en: 'Paste the tag into the template of every page, before </body>.',
      ru: 'Вставьте тег в шаблон всех страниц перед </body>.',
    },
  },
  tag_found_twice: {
    title: { en: 'The tag is on the page %COUNT% times', ru: 'Тег стоит на странице несколько раз: %COUNT%' },
    remedy: {
      en: 'Leave one tag. Look into the template, the tag manager and plug-ins: each may add its own.',
      ru: 'Оставьте один тег. Посмотрите в шаблоне, в менеджере тегов и в плагинах: каждый мог добавить свой.',
    },
  },
  wrong_key: {
    title: { en: 'The tag names another site', ru: 'В теге указан ключ другого сайта' },
    remedy: {
      en: 'The key in the tag is %FOUND%, the key of this site is %WANTED%. Copy the tag of this site anew.',
      ru: 'В теге ключ %FOUND%, а у этого сайта %WANTED%. Скопируйте тег этого сайта заново.',
    },
  },
  origin_not_allowed: {
    title: { en: 'The host %HOST% is not listed', ru: 'Хоста %HOST% нет в списке сайта' },
    remedy: {
      en: 'Add %HOST% to the hosts of the site. Only listed hosts get numbers.',
      ru: 'Добавьте %HOST% в список хостов сайта. Номера получают только они.',
    },
  },
  csp_blocked: {
    title: {
      en: 'The page’s security policy blocks %DIRECTIVE%',
      ru: 'Политика безопасности страницы запрещает %DIRECTIVE%',
    },
    remedy: {
      en: 'Add %SOURCE% to %DIRECTIVE% of the Content-Security-Policy, or give the tag the page’s nonce.',
      ru: 'Добавьте %SOURCE% в %DIRECTIVE% заголовка Content-Security-Policy или дайте тегу nonce страницы.',
    },
  },
  delayed_by_plugin: {
    title: { en: '%PLUGIN% holds the tag back', ru: 'Тег задерживает %PLUGIN%' },
    remedy: {
      en: 'Exclude the tag from the delay in the settings of %PLUGIN%. Until it runs, the page shows its own number.',
      ru: 'Исключите тег из отложенной загрузки в настройках %PLUGIN%. Пока он не запущен, видны номера самой страницы.',
    },
  },
  consent_pending: {
    title: { en: 'Consent has not been given', ru: 'Согласие ещё не получено' },
    remedy: {
      en: "Numbers are given out after ringlet('consent', 'full'). Connect the consent banner, or change the site’s default.",
      ru: "Номера выдаются после ringlet('consent', 'full'). Подключите баннер согласия или измените настройку сайта.",
    },
  },
  no_campaign: {
    title: { en: 'No campaign matches this visit', ru: 'Визиту не подходит ни одна кампания' },
    remedy: {
      en: 'Look at the conditions of the campaigns. A last campaign without conditions catches everybody else.',
      ru: 'Посмотрите условия кампаний. Последняя кампания без условий примет всех остальных.',
    },
  },
  no_selector: {
    title: { en: 'No selector finds anything on the page', ru: 'Селекторы ничего не находят на странице' },
    remedy: {
      en: 'Nothing fits %SELECTORS%. Correct the selectors of the campaign, or mark the number with data-ringlet-number.',
      ru: 'Ничего не подходит под %SELECTORS%. Исправьте селекторы кампании или пометьте номер атрибутом data-ringlet-number.',
    },
  },
  pool_exhausted: {
    title: { en: 'All numbers are taken', ru: 'Все номера заняты' },
    remedy: {
      en: 'Every number of %OFFICE% is promised or resting. Add numbers or shorten the session; the statistics say how many are needed.',
      ru: 'Все номера офиса «%OFFICE%» выданы или отдыхают. Добавьте номера или сократите сессию; сколько нужно, видно в статистике.',
    },
  },
  format_unknown: {
    title: { en: 'The number is written in an unknown way', ru: 'Номер записан непонятным образом' },
    remedy: {
      en: 'What %SELECTORS% finds holds no number that can be told for certain. Write the office’s number in digits, and only that.',
      ru: 'В том, что находит %SELECTORS%, нет номера, который можно определить наверняка. Напишите номер офиса цифрами, и только его.',
    },
  },
  api_unreachable: {
    title: { en: 'The page cannot reach the server', ru: 'Страница не может связаться с сервером' },
    remedy: {
      en: 'Look whether %ORIGIN% can be reached from where visitors are.',
      ru: 'Проверьте, открывается ли %ORIGIN% там, где находятся посетители.',
    },
  },
} as const satisfies Record<string, { title: FaultText; remedy: FaultText }>;

/** What makes a fault clearer; one stands behind the remedy. */
export const FAULT_HINTS = {
  in_comment: {
    en: 'It stands in a comment of the HTML now.',
    ru: 'Сейчас он стоит в комментарии HTML.',
  },
  in_noscript: {
    en: 'It stands inside <noscript> now, where no script runs.',
    ru: 'Сейчас он стоит внутри <noscript>, где скрипты не работают.',
  },
  tag_manager: {
    en: 'A tag manager is on the page and may add it: open the page with the overlay to be sure.',
    ru: 'На странице есть менеджер тегов, он мог добавить тег: откройте страницу с оверлеем, чтобы убедиться.',
  },
  drawn_by_script: {
    en: 'If scripts draw the page, open it with the overlay, which sees what they drew.',
    ru: 'Если страницу рисуют скрипты, откройте её с оверлеем: он видит, что они нарисовали.',
  },
  no_answer: { en: 'It did not answer within 5 seconds.', ru: 'За 5 секунд ответа не было.' },
  bad_address: {
    en: 'It is not an address of the public internet.',
    ru: 'Это не адрес открытого интернета.',
  },
  bad_status: { en: 'It answered with an error.', ru: 'Вместо страницы пришла ошибка.' },
  not_html: { en: 'It is not an HTML page.', ru: 'Это не страница HTML.' },
  too_many_redirects: { en: 'It redirects again and again.', ru: 'Она всё время перенаправляет дальше.' },
  mixed_content: {
    en: 'The page is https and the tag is http: browsers do not load it. Serve Ringlet by https.',
    ru: 'Страница открыта по https, а тег по http: браузеры его не загружают. Включите https для Ringlet.',
  },
  slow_answer: {
    en: 'It answers now, but the page waits 0.8 s and no longer. Reload the page; if this stays, the server is too slow or too far.',
    ru: 'Сейчас он отвечает, но страница ждёт не дольше 0,8 с. Обновите страницу; если не помогает, сервер слишком медленный или далеко.',
  },
  private_server: {
    en: 'This address exists on the server’s own machine or network only.',
    ru: 'Этот адрес есть только на самой машине или в сети сервера.',
  },
  no_active_campaign: {
    en: 'No campaign of the site is active.',
    ru: 'У сайта нет ни одной активной кампании.',
  },
  shows_fallback: {
    en: 'Visitors see the fallback meanwhile.',
    ru: 'Посетители пока видят запасной номер.',
  },
} as const satisfies Record<string, FaultText>;

export type FaultLanguage = 'en' | 'ru';
export type FaultText = Record<FaultLanguage, string>;
export type FaultCode = keyof typeof FAULTS;
export type FaultHint = keyof typeof FAULT_HINTS;

/** One thing that is wrong. `sure` is false for what the HTML suggests and a running page might yet disprove. */
export interface Fault {
  code: FaultCode;
  sure: boolean;
  values: Readonly<Record<string, string>>;
  hint?: FaultHint;
}

/** The words of a fault. */
export function describeFault(
  { code, values, hint }: Fault,
  lang: FaultLanguage,
): { title: string; remedy: string } {
  const { title, remedy } = FAULTS[code];
  const more = hint ? ` ${FAULT_HINTS[hint][lang]}` : '';
  return {
    title: fillPlaceholders(title[lang], values),
    remedy: fillPlaceholders(remedy[lang], values) + more,
  };
}
