// Starts what every page has.
import { startFrame } from './frame.js';
import { startTimes } from './time.js';
import { startKeys } from './keys.js';
import { startTables } from './table.js';
import { startActions } from './actions.js';
import { startCharts } from './chart.js';
import { startLive } from './live.js';

startFrame();
startTimes();
startTables();
startKeys();
startActions();
startCharts();
startLive();
