// What every page does on top of its links and forms. A page works without any of it.
import { aids } from "./aids.js";
import { device } from "./device.js";
import { keys } from "./keys.js";
import { live } from "./live.js";
import { places } from "./places.js";
import { press } from "./press.js";
import { suggest } from "./suggest.js";
import { turn } from "./turn.js";

device();
press();
live();
places();
aids();
turn();
suggest();
if (document.documentElement.dataset.keys !== "off") keys();
