// What all tests of a run share is removed with it.
import { removeDemo } from "./told-demo.ts";

export default removeDemo;
