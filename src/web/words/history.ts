/** 档案沿革 */
export const historyWords = {
  title: { zh: '档案沿革', en: 'Every event behind the profile' },
  position: { zh: '位置', en: 'Position' },
  recordedAt: { zh: '登记时间', en: 'Recorded at' },
  event: { zh: '事件', en: 'Event' },
  recordedBy: { zh: '登记部门', en: 'Recorded by' },
} as const;
