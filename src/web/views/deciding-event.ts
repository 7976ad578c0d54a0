import { eventTypes, isEnterpriseEvent, type RecordedEvent } from '../../../schemas/events.js';
import { listKind } from '../../../schemas/vocabularies.js';
import type { Label } from '../../../schemas/vocabulary.js';
import { anchorOf } from '../../domain/days.js';

/** 依据事件 in a few words: when, and what; of a petition finding no more than that there is one. */
export function eventWords(event: RecordedEvent): Label {
  const day = isEnterpriseEvent(event) && event.type !== 'PredecessorAbsorbed' ? (anchorOf(event) ?? '') : '';
  const { zh, en } = whatOf(event);
  return { zh: `${day} ${zh}`.trim(), en: `${day} ${en}`.trim() };
}

function whatOf(event: RecordedEvent): Label {
  switch (event.type) {
    case 'EnterpriseBlacklisted': {
      const kind = listKind.label(event.data.listKind);
      return { zh: `被列入${event.data.listKindText ?? kind.zh}`, en: `listed: ${event.data.listKindText ?? kind.en}` };
    }
    case 'ViolationRecorded':
      return { zh: `行政处罚：${event.data.conduct.summary}`, en: `penalty: ${event.data.conduct.summary}` };
    case 'DisqualificationFound':
      return { zh: event.data.summary, en: event.data.summary };
    case 'HonourAwarded':
      return event.data.honourName === undefined
        ? eventTypes.HonourAwarded.label
        : { zh: event.data.honourName, en: event.data.honourName };
    default:
      return eventTypes[event.type].label;
  }
}
