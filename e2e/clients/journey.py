# The main journey by a client that openapi-python-client generated: run in a folder of its own by generated.spec.ts.
import io
import json
import os

from registry import AuthenticatedClient
from registry.api.evaluations import evaluations_record
from registry.api.meta import meta_stages
from registry.api.models import models_create
from registry.api.promotions import promotions_get, promotions_request, promotions_vote
from registry.api.uploads import uploads_append, uploads_begin, uploads_finish
from registry.api.versions import versions_create, versions_file, versions_resolve, versions_seal
from registry.models import (
    EvaluationsRecordBody,
    ModelsCreateBody,
    PromotionsRequestBody,
    PromotionsVoteBody,
    UploadsBeginBody,
    VersionsCreateBody,
)
from registry.types import File


def client_of(token):
    return AuthenticatedClient(base_url=os.environ["CHANCERY_URL"], token=token)


def got(answer):
    if answer.status_code >= 300:
        raise RuntimeError(answer.content.decode())
    return answer.parsed


maker = client_of(os.environ["CHANCERY_TOKEN"])
reviewers = [client_of(token) for token in os.environ["CHANCERY_REVIEWERS"].split(",")]
content = b"weights of a model, from Python"
model = "speech/from-python"

got(models_create.sync_detailed(client=maker, body=ModelsCreateBody(team="speech", name="from-python")))
draft = got(versions_create.sync_detailed(model, client=maker, body=VersionsCreateBody()))
version_id = str(draft.id)
begun = UploadsBeginBody(version_id=version_id, path="data/weights.bin", size_bytes=len(content))
upload = got(uploads_begin.sync_detailed(client=maker, body=begun)).id
sent = File(payload=io.BytesIO(content))
got(uploads_append.sync_detailed(upload, client=maker, body=sent, upload_offset="0"))
got(uploads_finish.sync_detailed(upload, client=maker))
got(versions_seal.sync_detailed(version_id, client=maker))
measured = EvaluationsRecordBody.from_dict(
    {"phase": "validation", "metrics": [{"name": "recall", "value": "0.94", "direction": "higher"}]}
)
got(evaluations_record.sync_detailed(version_id, client=maker, body=measured))

release = got(meta_stages.sync_detailed(client=maker)).release
wish = PromotionsRequestBody(version_id=version_id, stage=release, reason="Recall rises and nothing falls.")
number = got(promotions_request.sync_detailed(client=maker, body=wish, idempotency_key="journey-2")).number
for reviewer in reviewers:
    promotion = got(promotions_get.sync_detailed(str(number), client=reviewer))
    if promotion.state != "open":
        break
    ballot = {"decision": "approve", "note": "read it all", "seen": promotion.digests.to_dict()}
    got(promotions_vote.sync_detailed(str(number), client=reviewer, body=PromotionsVoteBody.from_dict(ballot)))

resolved = got(versions_resolve.sync_detailed(client=maker, ref=f"{model}@{release}"))
file = got(versions_file.sync_detailed(str(resolved.version_id), "data/weights.bin", client=maker))
same = file.payload.read() == content
print(json.dumps({"number": resolved.number, "state": str(resolved.state), "same": same}))
