"""Following an upload."""

from fastapi import APIRouter

from search_api.models import JobModel
from search_api.web.dependencies import CurrentServices, JobId
from search_api.web.problems import documented

router = APIRouter(tags=["documents"])


@router.get("/jobs/{job_id}", summary="One upload", responses=documented(404))
def fetch_job(services: CurrentServices, job_id: JobId) -> JobModel:
    """How far the upload is and what became of each file."""
    return JobModel.of(services.jobs.get(job_id))
