// Validates one document with swagger-parser; prints its CPU seconds without the start of Node, and the verdict.
import SwaggerParser from "@apidevtools/swagger-parser";

const UNREAD = /Resolver|Parser|Pointer|Unmatched/;
const began = process.cpuUsage();
let said = "valid";
try {
  await SwaggerParser.validate(process.argv[2]);
} catch (error) {
  if (UNREAD.test(error.name) || error.code === "ENOTFOUND") {
    console.error(`stopped: ${String(error.message).split("\n")[0]}`);
    process.exit(2);
  }
  said = "invalid: " + String(error.message).split("\n").slice(0, 2).join(" ").slice(0, 80);
}
const used = process.cpuUsage(began);
console.log(JSON.stringify({ seconds: (used.user + used.system) / 1e6, said }));
