"""What the worker does for its own queue."""

from datetime import timedelta

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

LONGEST_WAIT = 60  # minutes


@app.periodic(cron="* * * * *")
@app.task(queue="housekeeping", priority=20, pass_context=True)
async def retry_interrupted(context: JobContext, timestamp: int = 0) -> None:
    """
    Put back in the queue what a worker was doing when it was killed, whatever it was: every task
    may run twice. One that ends its worker each time comes back later and later.
    """
    for job in await context.app.job_manager.get_stalled_jobs():
        await _put_back(context, job)


async def _put_back(context: JobContext, job: Job) -> None:
    wait = timedelta(minutes=min(job.attempts, LONGEST_WAIT))
    jobs = context.app.job_manager
    try:
        await jobs.retry_job(job, retry_at=timezone.now() + wait)
    except UniqueViolation:  # another has come in since that does the same
        await jobs.finish_job(job, Status.ABORTED, delete_job=True)
