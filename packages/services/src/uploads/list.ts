// Lists the uploads that are on their way into a version, by path: all of them to who may edit it, one's own to everyone else.
import { can, rolesOn, Target, OpenUpload, paged, type Page } from "@chancery/core";
import { namesOf, receivingAfter, sessionKeyOf } from "@chancery/db";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query } from "../query.ts";
import { findVersion } from "../subjects/version.ts";
import { uploadView } from "./upload-view.ts";

export const listUploads = query({
  permission: "version:read",
  input: PageInput.extend({ versionId: Target.version }),
  output: paged(OpenUpload),
  subject: (reader, { versionId }, asking) => findVersion(reader, versionId, asking),
  async run({ reader, house, actor, grants, subject }, { after, limit }): Promise<Page<OpenUpload>> {
    const versionId = subject.id;
    const isEditor = can(actor, rolesOn(actor, grants, subject), "version:upload").ok;
    const filter = ["uploads", versionId, isEditor ? "" : actor.id];
    const key = openPageKey(house, filter, after);
    const from = key && String(key[0]);
    const actorId = isEditor ? undefined : actor.id;
    const rows = await receivingAfter(reader, { versionId, actorId, after: from, limit: limit + 1 });
    const page = pageOf(rows, {
      limit,
      keyOf: (upload) => [sessionKeyOf(upload)],
      seal: (last) => sealPageKey(house, filter, last),
      toItem: (row) => row,
    });
    const names = await namesOf(
      reader,
      page.items.map((row) => row.actorId),
    );
    const items = page.items.map(async (row) => ({
      ...(await uploadView(house, row)),
      sender: { id: row.actorId, name: names.get(row.actorId) ?? row.actorId },
      isOwn: row.actorId === actor.id,
      createdAt: row.createdAt.toISOString(),
      touchedAt: row.touchedAt.toISOString(),
    }));
    return { ...page, items: await Promise.all(items) };
  },
});
