export { TimeChart } from './time-chart';
