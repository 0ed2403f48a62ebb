import { z } from 'zod';
import { decimalNumber, type Decimal } from './decimal.ts';
import { CodeableConcept, Coding, Identifier, Period, Reference, ref } from './basics.ts';
import { choice, closeCircle, element, extensions, many, must, type Rule } from './element.ts';
import {
  base64, code, date, dateTime, id, instant, integer, number, oneOf, positiveInt, text, time, unsignedInt, uri, yesNo,
} from './primitives.ts'; // prettier-ignore

/** The data types of FHIR R4 that the resources here are made of (hl7.org/fhir/R4/datatypes.html), with their constraints. */
const amount = {
  value: number,
  comparator: oneOf('<', '<=', '>=', '>'),
  unit: text,
  system: uri,
  code,
};
const coded: Rule<{ code?: string | undefined; system?: string | undefined }> = (v, report) => {
  if (v.code !== undefined && v.system === undefined)
    report('has a code of a unit, and no system of units', ['system'], 'qty-3');
};
export const Quantity = element(amount, {}, coded);
export const SimpleQuantity = element({ ...amount, comparator: oneOf('<', '<=', '>=', '>') }, {}, coded, (v, report) => {
  if (v.comparator !== undefined) report('may have no comparator here', ['comparator'], 'sqty-1');
}); // prettier-ignore
export const Range = element({ low: SimpleQuantity, high: SimpleQuantity }, {}, (v, report) => {
  const [low, high] = [v.low?.value, v.high?.value] as (Decimal | undefined)[];
  if (low !== undefined && high !== undefined && v.low?.code === v.high?.code && decimalNumber(low) > decimalNumber(high))
    report('has its low above its high', ['low'], 'rng-2');
}); // prettier-ignore
export const Ratio = element({ numerator: Quantity, denominator: Quantity }, {}, (v, report) => {
  if ((v.numerator === undefined) !== (v.denominator === undefined) || (!v.numerator && !v.extension))
    report('needs a numerator and a denominator', [], 'rat-1');
});
export const SampledData = element({
  origin: must(SimpleQuantity),
  period: must(number),
  factor: number,
  lowerLimit: number,
  upperLimit: number,
  dimensions: must(positiveInt),
  data: text,
});
const UNITS_OF_TIME = ['s', 'min', 'h', 'd', 'wk', 'mo', 'a'] as const;
const Repeat = element(
  {
    ...choice('bounds', { Duration: Quantity, Range, Period }),
    count: positiveInt,
    countMax: positiveInt,
    duration: number,
    durationMax: number,
    durationUnit: oneOf(...UNITS_OF_TIME),
    frequency: positiveInt,
    frequencyMax: positiveInt,
    period: number,
    periodMax: number,
    periodUnit: oneOf(...UNITS_OF_TIME),
    dayOfWeek: many(oneOf('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')),
    timeOfDay: many(time),
    when: many(oneOf('MORN', 'MORN.early', 'MORN.late', 'NOON', 'AFT', 'AFT.early', 'AFT.late', 'EVE', 'EVE.early', 'EVE.late', 'NIGHT', 'PHS', 'HS', 'WAKE', 'C', 'CM', 'CD', 'CV', 'AC', 'ACM', 'ACD', 'ACV', 'PC', 'PCM', 'PCD', 'PCV')), // prettier-ignore
    offset: unsignedInt,
  },
  { one: ['bounds'] },
  (v, report) => {
    if (v.duration !== undefined && v.durationUnit === undefined)
      report('has a duration and no unit of it', ['durationUnit'], 'tim-1');
    if (v.period !== undefined && v.periodUnit === undefined)
      report('has a period and no unit of it', ['periodUnit'], 'tim-2');
  },
);
export const Timing = element({ modifierExtension: extensions, event: many(dateTime), repeat: Repeat, code: CodeableConcept }); // prettier-ignore
export const Annotation = element(
  {
    ...choice('author', {
      Reference: ref('Practitioner', 'Patient', 'RelatedPerson', 'Organization'),
      String: text,
    }),
    time: dateTime,
    text: must(text),
  },
  { one: ['author'] },
);
export const HumanName = element({
  use: oneOf('usual', 'official', 'temp', 'nickname', 'anonymous', 'old', 'maiden'),
  text,
  family: text,
  given: many(text),
  prefix: many(text),
  suffix: many(text),
  period: Period,
});
export const ContactPoint = element(
  {
    system: oneOf('phone', 'fax', 'email', 'pager', 'url', 'sms', 'other'),
    value: text,
    use: oneOf('home', 'work', 'temp', 'old', 'mobile'),
    rank: positiveInt,
    period: Period,
  },
  {},
  (v, report) => {
    if (v.value !== undefined && v.system === undefined)
      report('does not say whether it is a phone, an e-mail or what', ['system'], 'cpt-2');
  },
);
export const Address = element({
  use: oneOf('home', 'work', 'temp', 'old', 'billing'),
  type: oneOf('postal', 'physical', 'both'),
  text,
  line: many(text),
  city: text,
  district: text,
  state: text,
  postalCode: text,
  country: text,
  period: Period,
});
export const Attachment = element(
  { contentType: code, language: code, data: base64, url: uri, size: unsignedInt, hash: base64, title: text, creation: dateTime },
  {},
  (v, report) => {
    if (v.data !== undefined && v.contentType === undefined)
      report('has data and does not say of what type', ['contentType'], 'att-1');
  },
); // prettier-ignore
export const Meta = element({
  versionId: id,
  lastUpdated: instant,
  source: uri,
  profile: many(uri),
  security: many(Coding),
  tag: many(Coding),
});
export const Narrative = element(
  { status: must(oneOf('generated', 'extensions', 'additional', 'empty')), div: must(text) },
  {},
  (v, report) => {
    if (!/^\s*<div[\s>][\s\S]*<\/div>\s*$/.test(v.div)) report('is not one div of XHTML', ['div'], 'txt-1');
    else if (/<\s*(script|style|iframe|object|embed|form|link|base|head|body)\b|\son\w+\s*=|javascript:/i.test(v.div))
      report('holds what is not plain text: scripts, frames, forms or handlers', ['div'], 'txt-1');
  },
); // prettier-ignore
export const Signature = element({
  type: must(many(Coding)),
  when: must(instant),
  who: must(Reference),
  onBehalfOf: Reference,
  targetFormat: code,
  sigFormat: code,
  data: base64,
});
export const ContactDetail = element({ name: text, telecom: many(ContactPoint) });
export const UsageContext = element(
  { code: must(Coding), ...choice('value', { CodeableConcept, Quantity, Range, Reference }) },
  { one: ['value'], needs: ['value'] },
);

/** Types that nothing here reads: taken as they are. */
const unread = z.looseObject({});
const Any = {
  Base64Binary: base64, Boolean: yesNo, Canonical: uri, Code: code, Date: date, DateTime: dateTime, Decimal: number, Id: id,
  Instant: instant, Integer: integer, Markdown: text, Oid: uri, PositiveInt: positiveInt, String: text, Time: time,
  UnsignedInt: unsignedInt, Uri: uri, Url: uri, Uuid: uri, Address, Age: Quantity, Annotation, Attachment, CodeableConcept, Coding,
  ContactPoint, Count: Quantity, Distance: Quantity, Duration: Quantity, HumanName, Identifier, Money: unread, Period, Quantity, Range,
  Ratio, Reference, SampledData, Signature, Timing, ContactDetail, Contributor: unread, DataRequirement: unread,
  Expression: unread, ParameterDefinition: unread, RelatedArtifact: unread, TriggerDefinition: unread, UsageContext,
  Dosage: unread, Meta,
}; // prettier-ignore
/** An element of any type, as in Task.input and in extensions. */
export const anyValue = choice('value', Any);

const Extension = element({ url: must(uri), ...anyValue }, { one: ['value'] }, (v, report) => {
  const valued = Object.keys(v).some((name) => /^_?value[A-Z]/.test(name));
  if (valued === (v.extension !== undefined)) report('has either a value or further extensions', [], 'ext-1');
});
closeCircle({ extension: Extension, twin: element({}) });
