import './records.css';

export { default as ClockTable } from './ClockTable.astro';
export { default as CreditTable } from './CreditTable.astro';
export { default as Deadlines } from './Deadlines.astro';
export { default as Examples } from './Examples.astro';
export { default as History } from './History.astro';
export { default as PenaltyTable } from './PenaltyTable.astro';
export { default as Timeline } from './Timeline.astro';
