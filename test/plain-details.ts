import type { JobDetails } from '../contract/model/job-plan.ts'

/** Of a job of a plain prompt, without anything beside it. */
export const plainDetails: JobDetails = {
  template: '',
  options: { keepWording: false },
  references: [],
  copy: 1,
  serves: [],
}
