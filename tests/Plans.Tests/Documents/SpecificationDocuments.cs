namespace AiDevFramework.Plans.Tests.Documents;

/// <summary>The document structures of the specification, word for word.</summary>
internal static class SpecificationDocuments
{
    public const string EventStorming = """
        # Event Storming Summary

        ## Domain Events
        - TaskCreated: When a new task is created
        - TaskAssigned: When a task is assigned to a user
        ...

        ## Commands
        - CreateTask: User creates a new task
        - AssignTask: Manager assigns task to team member
        ...

        ## Aggregates
        - Task: Core entity for work items
        - Project: Collection of related tasks
        ...

        ## Process Flows
        1. Task Creation Flow: CreateTask → TaskCreated → SendNotification
        ...

        """;

    public const string Prd = """
        # Product Requirements Document

        ## 1. Project Overview
        - Product name, vision, target users

        ## 2. Core Features
        - Feature 1: Description, acceptance criteria
        - Feature 2: Description, acceptance criteria
        ...

        ## 3. User Stories
        - As a user, I want to...

        ## 4. Non-Functional Requirements
        - Performance, security, scalability

        ## 5. Success Metrics
        - KPIs, analytics requirements

        ## 6. Technical Constraints
        - Browser support, device compatibility

        ## 7. Out of Scope
        - Explicitly excluded features

        """;

    public const string TechStack = """
        # Tech Stack Document

        ## Frontend
        **Choice**: React 18 + TypeScript + Tailwind CSS

        **Justification**:
        - React: Industry standard, large ecosystem, component reusability
        - TypeScript: Type safety reduces bugs, better IDE support
        - Tailwind: Rapid UI development, consistent design system

        ## Backend
        **Choice**: Node.js + Express + TypeScript

        **Justification**:
        - Node.js: Full-stack JavaScript, excellent async I/O performance
        - Express: Minimal, flexible, large middleware ecosystem
        - TypeScript: Shared types with frontend

        ## Database
        **Choice**: PostgreSQL 14

        **Justification**:
        - ACID compliance for data integrity
        - JSON support for flexible schemas
        - Excellent performance and scalability

        ## Infrastructure
        **Choice**: Docker + AWS

        **Justification**:
        - Docker: Consistent environments, easy deployment
        - AWS: Scalability, managed services (RDS, S3, ECS)

        ## Third-Party Services
        - Authentication: Auth0 or Clerk
        - Email: SendGrid
        - Analytics: PostHog

        """;

    public const string HorizontalPlan = """
        # Execution Plan (Horizontal Approach)

        ## Stage 1: Foundation
        **Duration**: 2 weeks

        **Deliverables**:
        - Database schema
        - Authentication system
        - API framework
        - Basic UI scaffolding

        **Stage Gate Criteria**:
        - [ ] User can register and log in
        - [ ] API endpoints respond with 200 OK
        - [ ] Database migrations run successfully

        ## Stage 2: Core Features
        **Duration**: 4 weeks

        **Deliverables**:
        - All core features implemented
        - Business logic complete
        - API endpoints for all features

        **Stage Gate Criteria**:
        - [ ] All user stories completable
        - [ ] Unit tests pass
        - [ ] API integration tests pass

        ## Stage 3: Polish & Launch
        **Duration**: 2 weeks

        **Deliverables**:
        - UI/UX refinement
        - Performance optimization
        - Production deployment

        **Stage Gate Criteria**:
        - [ ] Page load < 2 seconds
        - [ ] Zero critical bugs
        - [ ] Deployed to production

        """;

    public const string VerticalPlan = """
        # Execution Plan (Vertical Approach)

        ## Stage 1: User Authentication Feature
        **Duration**: 1 week

        **Deliverables**:
        - Complete login/register flow
        - Database for users
        - API endpoints for auth
        - UI for login/register

        **Stage Gate Criteria**:
        - [ ] User can register
        - [ ] User can log in
        - [ ] Session management works

        ## Stage 2: Task Management Feature
        **Duration**: 2 weeks

        **Deliverables**:
        - Create/edit/delete tasks
        - Task list UI
        - API for CRUD operations

        **Stage Gate Criteria**:
        - [ ] User can create tasks
        - [ ] User can view their tasks
        - [ ] User can mark tasks complete

        ...

        """;

    public static IReadOnlyList<string> All { get; } = [EventStorming, Prd, TechStack, HorizontalPlan, VerticalPlan];
}
