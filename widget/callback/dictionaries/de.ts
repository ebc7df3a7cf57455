import type { FirstWords, LaterWords } from '../dictionary.ts';

/** What is said until an order for now is sent. */
export const first: FirstWords = {
  launcher: 'Rückruf bestellen',
  title: 'Sollen wir Sie anrufen?',
  lead: {
    one: 'Hinterlassen Sie Ihre Nummer, und wir rufen Sie in %SECTOCALL% Sekunde an.',
    other: 'Hinterlassen Sie Ihre Nummer, und wir rufen Sie in %SECTOCALL% Sekunden an.',
  },
  caption: 'Ihre Telefonnummer',
  button: 'Rufen Sie mich an',
  disclaimer: 'Ich bin einverstanden, dass meine Nummer für den Rückruf verwendet wird.',
  signature: 'Ein Service von %COMPANY%',

  close: 'Schließen',
  decline: 'Nein, danke',
  anyOffice: 'Beliebige Filiale',
  willCall: 'Wir rufen an:',

  later: 'Gerade nicht? Wählen Sie eine passende Zeit',
  loading: 'Einen Moment …',

  sending: 'Ihre Bestellung wird gesendet …',
  accepted: 'Ihre Bestellung ist da',
  again: 'Noch einmal versuchen',

  empty: 'Geben Sie Ihre Telefonnummer ein.',
  not_number: 'Das ist keine Telefonnummer. Bitte nur Ziffern eingeben.',
  too_short: 'Diese Nummer ist zu kurz.',
  too_long: 'Diese Nummer ist zu lang.',
  no_country: 'Beginnen Sie mit + und der Landesvorwahl.',
  wrong_country: 'In dieses Land rufen wir nicht an.',
  consent: 'Bitte setzen Sie das Häkchen.',

  offline: 'Keine Verbindung',
  offlineText:
    'Ihre Bestellung wurde nicht gesendet. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
};

/** All that is said of times, of orders, and out of hours. */
export const later: LaterWords = {
  nightTitle: 'Gerade haben wir geschlossen',
  nightLead:
    'Hinterlassen Sie Ihre Nummer. Wir rufen Sie an, sobald wir öffnen: %DAYTOCALL%, ab %WORKSTART% Uhr.',
  closedLead: 'Hinterlassen Sie Ihre Nummer, und wir rufen Sie so bald wie möglich zurück.',
  nightButton: 'Anruf bestellen',

  office: 'Filiale',
  chooseOffice: 'Filiale wählen',
  name: 'Ihr Name',
  comment: 'Worum geht es?',
  country: 'Land',

  otherTime: 'Andere Zeit wählen',
  soon: 'Doch lieber sofort anrufen',
  soonest: 'Doch lieber gleich nach der Öffnung',
  day: 'Tag',
  time: 'Uhrzeit',
  zone: 'Die Zeiten gelten für %ZONE%, darunter steht Ihre eigene Zeit.',
  noTimes: 'In den nächsten Tagen ist keine Zeit mehr frei.',
  orderLater: 'Zu dieser Zeit anrufen',

  cancel: 'Anruf absagen',
  reschedule: 'Andere Zeit',
  move: 'Anruf verschieben',
  keep: 'Zeit behalten',
  tooLate: 'Dafür ist es zu spät: Der Anruf läuft schon.',
  unmoved: 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
  finish: 'Fertig',

  refused_phone: 'Diese Nummer können wir nicht anrufen. Bitte prüfen Sie sie.',
  refused_time: 'Diese Zeit ist nicht mehr frei. Bitte wählen Sie eine andere.',

  eta: {
    one: 'Wir rufen Sie in etwa %SECONDS% Sekunde an',
    other: 'Wir rufen Sie in etwa %SECONDS% Sekunden an',
  },
  moment: 'Noch einen Moment …',
  planned: 'Wir rufen Sie an: %TIME%',
  yourTime: '%TIME% Ihrer Zeit',
  needs_confirmation: 'Ihre Bestellung ist da',
  confirmationText: 'Wir rufen Sie an, sobald wir sie bestätigt haben.',
  due: 'Ihr Anruf wird vorbereitet',
  ringing_manager: 'Wir rufen unseren Mitarbeiter an',
  manager_answered: 'Unser Mitarbeiter ist am Apparat',
  ringing_visitor: 'Ihr Telefon klingelt',
  visitor_answered: 'Bleiben Sie dran, wir verbinden Sie',
  ringing_both: 'Ihr Telefon und unseres klingeln',
  pickUp: 'Bitte nehmen Sie ab: Wir sind es.',
  talking: 'Sie sprechen gerade',
  retry_planned: 'Niemand war zu erreichen',
  retryText: 'Wir versuchen es wieder: %TIME%.',
  completed: 'Danke für das Gespräch',

  failed: 'Der Anruf kam nicht zustande',
  failedText: 'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es etwas später noch einmal.',
  no_answer_manager:
    'Gerade konnte niemand abnehmen. Versuchen Sie es noch einmal, oder wählen Sie eine passende Zeit.',
  busy_manager:
    'Gerade sind alle Leitungen besetzt. Versuchen Sie es noch einmal, oder wählen Sie eine passende Zeit.',
  no_answer_visitor:
    'Wir haben angerufen, aber niemand nahm ab. Bestellen Sie neu, wenn Sie sprechen können.',
  busy_visitor: 'Ihre Leitung war besetzt. Bestellen Sie neu, wenn sie frei ist.',
  declined: 'Der Anruf wurde abgelehnt. Sie können jederzeit einen neuen bestellen.',
  invalid_number: 'Diese Nummer ist nicht erreichbar. Bitte prüfen Sie sie und bestellen Sie neu.',
  blocked: 'Diese Nummer können wir nicht anrufen.',
  caps: 'Es gab zu viele Bestellungen. Bitte versuchen Sie es später.',
  no_hours: 'Gerade haben wir geschlossen. Wählen Sie eine passende Zeit, und wir rufen Sie dann an.',
  cancelled: 'Der Anruf ist abgesagt',
  cancelled_by_manager: 'Unser Mitarbeiter hat den Anruf abgesagt. Sie können einen neuen bestellen.',
  cancelled_by_visitor: 'Wir rufen Sie nicht an.',
  expired: 'Die Bestellung wurde nicht rechtzeitig bestätigt. Sie können neu bestellen.',
};
